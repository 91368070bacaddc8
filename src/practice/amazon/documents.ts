import { createHash, createHmac } from 'node:crypto';

const ADDRESS_MS = 5 * 60_000;
const DOCUMENT_MS = 2 * 24 * 3_600_000;

/** A feed's or report's content, behind presigned addresses as S3 has them. */
export interface StoredDocument {
  readonly documentId: string;
  readonly kind: 'feed-input' | 'feed-result' | 'report';
  readonly contentType: string;
  readonly createdAt: Date;
  readonly gzip: boolean;
  /** Undefined until something is uploaded. */
  readonly bytes: Buffer | undefined;
}

export interface Documents {
  create(document: Omit<StoredDocument, 'documentId'>): StoredDocument;
  find(documentId: string): StoredDocument | undefined;
  write(documentId: string, bytes: Buffer): void;
  /** Whether the document may still be named in createFeed: 2 days. */
  isUsable(document: StoredDocument, now: Date): boolean;
  /** Path and query, good for 5 minutes and one method. */
  presign(signed: {
    readonly documentId: string;
    readonly method: 'PUT' | 'GET';
    readonly now: Date;
    readonly contentEncoding?: string;
  }): string;
  check(asked: {
    readonly documentId: string;
    readonly method: string;
    readonly query: URLSearchParams;
    readonly now: Date;
  }): 'ok' | 'expired' | 'forged';
}

/** Documents with ids and signatures that follow from the seed. */
export function createDocuments(seed: number): Documents {
  const stored = new Map<string, StoredDocument>();
  const sign = (text: string): string => createHmac('sha256', `practice-${seed}`).update(text).digest('hex');
  const signature = (documentId: string, method: string, query: URLSearchParams): string =>
    sign([method, documentId, query.get('X-Amz-Date') ?? '', query.get('response-content-encoding') ?? ''].join('\n'));
  return {
    create: (document) => {
      const hash = createHash('sha256').update(`${seed}-${stored.size}`).digest('hex');
      const documentId = `amzn1.tortuga.4.na.${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
      const created = { ...document, documentId };
      stored.set(documentId, created);
      return created;
    },
    find: (documentId) => stored.get(documentId),
    write: (documentId, bytes) => {
      const document = stored.get(documentId);
      if (document !== undefined) stored.set(documentId, { ...document, bytes });
    },
    isUsable: ({ createdAt }, now) => now.getTime() - createdAt.getTime() <= DOCUMENT_MS,
    presign: ({ documentId, method, now, contentEncoding }) => {
      const query = new URLSearchParams({ 'X-Amz-Date': now.toISOString(), 'X-Amz-Expires': String(ADDRESS_MS / 1000) });
      if (contentEncoding !== undefined) query.set('response-content-encoding', contentEncoding);
      query.set('X-Amz-Signature', signature(documentId, method, query));
      return `/documents/${documentId}?${query.toString()}`;
    },
    check: ({ documentId, method, query, now }) => {
      if (query.get('X-Amz-Signature') !== signature(documentId, method, query)) return 'forged';
      return now.getTime() - new Date(query.get('X-Amz-Date') ?? '').getTime() <= ADDRESS_MS ? 'ok' : 'expired';
    },
  };
}
