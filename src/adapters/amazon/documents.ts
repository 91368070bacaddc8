import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import type { AmazonResult } from '../../ports/amazon.js';
import type { Answer, Exchange, Send } from './transport.js';

/** Where a document lies, as getFeedDocument and getReportDocument say it. */
export const documentAddress = z.object({ url: z.string().min(1), compressionAlgorithm: z.string().optional() });

export interface Documents {
  upload(url: string, document: { readonly content: string; readonly contentType: string }): Promise<AmazonResult<void>>;
  /** The unpacked bytes and what the store says of them. */
  download(address: z.infer<typeof documentAddress>): Promise<AmazonResult<{ readonly bytes: Uint8Array; readonly contentType: string }>>;
}

interface DocumentOptions {
  readonly send: Send;
  readonly allowHttp: boolean;
  readonly timeoutMs: number;
}

/** Far above a report on some hundred orders, and parsed within a second. Also what a packed one may unpack to. */
const LIMIT_BYTES = 5 * 1024 * 1024;
const TOO_LARGE = { ok: false, failure: { kind: 'refused', code: 'document-too-large', message: `over ${LIMIT_BYTES} bytes` } } as const;
const unpack = promisify(gunzip);

/**
 * Upload and download by presigned addresses, without our token: they live 5 minutes and may be asked for again, so
 * nothing here is ambiguous. developer-docs.amazon.com/sp-api/docs/submit-a-feed
 */
export function createDocuments({ send, allowHttp, timeoutMs }: DocumentOptions): Documents {
  async function exchange(
    method: 'GET' | 'PUT',
    url: string,
    document?: { content: string; contentType: string },
  ): Promise<AmazonResult<Answer>> {
    if (!isSafe(url, allowHttp))
      return { ok: false, failure: { kind: 'refused', code: 'unsafe-address', message: 'document not at an https address' } };
    const headers: Record<string, string> = document === undefined ? {} : { 'content-type': document.contentType };
    const ask = async (): Promise<Exchange> => {
      const signal = AbortSignal.timeout(timeoutMs);
      return await send({ url, method, headers, ...(document && { body: document.content }), signal, limitBytes: LIMIT_BYTES });
    };
    const first = await ask();
    // As the store wants it after an error of its own, and another address would cost a scarce call:
    // docs.aws.amazon.com/AmazonS3/latest/userguide/ErrorBestPractices.html
    const sent = first.kind === 'answer' && first.status < 500 ? first : await ask();
    if (sent.kind !== 'answer') return { ok: false, failure: { kind: 'unavailable', message: `document: ${sent.code}` } };
    if (sent.status !== 200) return { ok: false, failure: { kind: 'unavailable', message: `document: HTTP ${sent.status}` } };
    return { ok: true, value: sent };
  }

  return {
    upload: async (url, document) => {
      const sent = await exchange('PUT', url, document);
      if (!sent.ok) return sent;
      // The store says nothing; whatever speaks is not the store, and has not kept it.
      if (sent.value.body.length > 0) return { ok: false, failure: { kind: 'unavailable', message: 'document: not the store’s answer' } };
      return { ok: true, value: undefined };
    },
    download: async ({ url, compressionAlgorithm }) => {
      const sent = await exchange('GET', url);
      if (!sent.ok) return sent;
      const { body, headers } = sent.value;
      if (body === 'too-large') return TOO_LARGE;
      if (body === 'broken-off') return { ok: false, failure: { kind: 'unavailable', message: 'document: broke off' } };
      const contentType = headers.get('content-type') ?? '';
      // A store that also says content-encoding: gzip has had it unpacked by fetch already.
      if (compressionAlgorithm !== 'GZIP' || !isGzip(body)) return { ok: true, value: { bytes: body, contentType } };
      try {
        return { ok: true, value: { bytes: await unpack(body, { maxOutputLength: LIMIT_BYTES }), contentType } };
      } catch (error) {
        const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
        return tooLarge ? TOO_LARGE : { ok: false, failure: { kind: 'unavailable', message: 'document: does not unpack' } };
      }
    },
  };
}

function isSafe(url: string, allowHttp: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return (protocol === 'https:' || (allowHttp && protocol === 'http:')) && username === '' && password === '';
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
