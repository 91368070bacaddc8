import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { type Call, json, notFound, readJson, type Reply } from './http.js';
import { readQuery } from './query.js';
import { type Operation, operation, type World } from './world.js';

const specification = z.strictObject({ contentType: z.string().min(1) });

/** POST /feeds/2021-06-30/documents */
export const createFeedDocument = operation('createFeedDocument', 'POST /feeds/2021-06-30/documents', (world, call) => {
  const { contentType } = readJson(call, specification);
  const document = world.documents.create({ kind: 'feed-input', contentType, createdAt: call.now, gzip: false, bytes: undefined });
  const url = world.origin() + world.documents.presign({ documentId: document.documentId, method: 'PUT', now: call.now });
  return json(201, { feedDocumentId: document.documentId, url });
});

/** GET /feeds/2021-06-30/documents/{documentId} */
export const getFeedDocument = operation('getFeedDocument', 'GET /feeds/2021-06-30/documents/{documentId}', (world, call) =>
  documentAnswer({ world, call, idName: 'feedDocumentId', kinds: ['feed-input', 'feed-result'] }),
);

/** GET /reports/2021-06-30/documents/{documentId} */
export const getReportDocument = operation('getReportDocument', 'GET /reports/2021-06-30/documents/{documentId}', (world, call) =>
  documentAnswer({ world, call, idName: 'reportDocumentId', kinds: ['report'] }),
);

function documentAnswer(asked: {
  readonly world: World;
  readonly call: Call;
  readonly idName: string;
  readonly kinds: readonly string[];
}): Reply {
  const { world, call } = asked;
  const encoded = readQuery(call, ['enableContentEncodingUrlHeader']).flag('enableContentEncodingUrlHeader');
  const document = world.documents.find(call.params['documentId'] ?? '');
  if (document?.bytes === undefined || !asked.kinds.includes(document.kind)) throw notFound('There is no such document.');
  const contentEncoding = document.gzip && encoded ? { contentEncoding: 'gzip' } : {};
  const url =
    world.origin() + world.documents.presign({ documentId: document.documentId, method: 'GET', now: call.now, ...contentEncoding });
  return json(200, { [asked.idName]: document.documentId, url, ...(document.gzip && { compressionAlgorithm: 'GZIP' }) });
}

/** PUT on a presigned address: the same Content-Type as was asked for, nothing but the signature to prove who it is. */
export const uploadDocument: Operation = {
  name: 'uploadDocument',
  method: 'PUT',
  path: '/documents/{documentId}',
  needsToken: false,
  keepsBody: true,
  run: (world, call) => {
    const { documentId = '' } = call.params;
    const refused = refusedAddress(world, call, documentId);
    if (refused !== undefined) return refused;
    const document = world.documents.find(documentId);
    if (document?.kind !== 'feed-input') return s3Error(404, 'NoSuchKey', 'The specified key does not exist.');
    if (call.headers['content-type'] !== document.contentType) {
      return s3Error(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.');
    }
    world.documents.write(documentId, call.body);
    return { status: 200, headers: {}, body: Buffer.alloc(0) };
  },
};

/** GET on a presigned address. Gzip is content, not transfer, unless the address was asked for otherwise. */
export const downloadDocument: Operation = {
  name: 'downloadDocument',
  method: 'GET',
  path: '/documents/{documentId}',
  needsToken: false,
  keepsBody: false,
  run: (world, call) => {
    const { documentId = '' } = call.params;
    const refused = refusedAddress(world, call, documentId);
    if (refused !== undefined) return refused;
    const document = world.documents.find(documentId);
    if (document?.bytes === undefined) return s3Error(404, 'NoSuchKey', 'The specified key does not exist.');
    const encoding = call.query.get('response-content-encoding');
    return {
      status: 200,
      headers: { 'content-type': document.contentType, ...(encoding !== null && { 'content-encoding': encoding }) },
      body: document.gzip ? gzipSync(document.bytes) : document.bytes,
    };
  },
};

function refusedAddress(world: World, call: Call, documentId: string): Reply | undefined {
  // A token sent to the storage service is a secret given away; S3 itself refuses two ways to sign.
  if (call.headers['x-amz-access-token'] !== undefined || call.headers.authorization !== undefined) {
    return s3Error(400, 'InvalidArgument', 'Only one auth mechanism allowed.');
  }
  const checked = world.documents.check({ documentId, method: call.method, query: call.query, now: call.now });
  if (checked === 'expired') return s3Error(403, 'AccessDenied', 'Request has expired');
  if (checked === 'forged') return s3Error(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match.');
  return undefined;
}

/** docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function s3Error(status: number, code: string, message: string): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body: Buffer.from(body) };
}
