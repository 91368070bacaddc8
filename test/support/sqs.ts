import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { z } from 'zod';

/** A pretended SQS with one queue: what is not deleted comes again, as there. */
export interface PracticeSqs {
  readonly queueUrl: string;
  add(body: string): void;
  /** Receipts of messages that are still in the queue. */
  readonly left: readonly string[];
  /** Answers the next calls with an error of SQS. */
  fail(times: number): void;
  close(): Promise<void>;
}

const deletion = z.object({ ReceiptHandle: z.string() });

/** Speaks the AWS JSON protocol of SQS on loopback. */
export async function startPracticeSqs(): Promise<PracticeSqs> {
  const messages = new Map<string, string>();
  let failures = 0;
  let number = 0;
  const answerTo = (target: string, body: unknown): object => {
    if (target.endsWith('.DeleteMessage')) {
      messages.delete(deletion.parse(body).ReceiptHandle);
      return {};
    }
    return {
      Messages: [...messages].map(([id, text]) => ({
        MessageId: id,
        ReceiptHandle: id,
        Body: text,
        MD5OfBody: createHash('md5').update(text).digest('hex'),
      })),
    };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const failed = failures > 0;
      if (failed) failures -= 1;
      const answer = failed
        ? { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'The specified queue does not exist.' }
        : answerTo(String(request.headers['x-amz-target']), JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(failed ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    queueUrl: `http://127.0.0.1:${port}/123456789012/cancel-desk`,
    add: (body) => {
      number += 1;
      messages.set(`message-${number}`, body);
    },
    get left() {
      return [...messages.keys()];
    },
    fail: (times) => {
      failures = times;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
