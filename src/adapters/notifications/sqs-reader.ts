import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import type { Log } from '../../ports/log.js';
import type { Hint } from '../../ports/notifications.js';
import { readHint } from './read-hint.js';

export interface SqsReader {
  /** Lets what is under way come to its end. */
  stop(): Promise<void>;
}

interface ReaderParts {
  /** The queue's address, for example https://sqs.eu-west-1.amazonaws.com/123456789012/cancel-desk */
  readonly queueUrl: string;
  readonly log: Log;
  /** Writes down what follows from a hint. A message is deleted only after that. */
  readonly take: (hint: Hint) => Promise<void>;
}

/** SQS holds a request open for this long until there is something (docs.aws.amazon.com: long polling, at most 20 s). */
const WAIT_SECONDS = 20;
const AT_ONCE = 10;
const AFTER_A_FAILURE_MS = 10_000;

/**
 * Reads Amazon's notifications from a queue until stopped, with the credentials that the AWS SDK finds by itself. The
 * queue delivers at least once and in no order, which is fine: a hint only brings a look forward.
 */
export async function startSqsReader({ queueUrl, log, take }: ReaderParts): Promise<SqsReader> {
  // Loaded only where it is used: it takes longer to load than the rest of the app.
  const { DeleteMessageCommand, ReceiveMessageCommand, SQSClient: Client } = await import('@aws-sdk/client-sqs');
  const { origin, hostname } = new URL(queueUrl);
  const client: SQSClient = new Client({ endpoint: origin, region: /^sqs\.([a-z0-9-]+)\./.exec(hostname)?.[1] ?? 'us-east-1' });
  const stopping = new AbortController();
  const settle = async (message: Message): Promise<void> => {
    const hint = readHint(message.Body ?? '');
    if (hint === undefined) log.warn('notification not understood', { source: 'sqs' });
    else await take(hint);
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }));
  };
  const receive = async (): Promise<readonly Message[]> => {
    const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: WAIT_SECONDS, MaxNumberOfMessages: AT_ONCE });
    return (await client.send(command, { abortSignal: stopping.signal })).Messages ?? [];
  };
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        for (const message of await receive()) await settle(message);
      } catch (error) {
        if (stopping.signal.aborted) return;
        // What was not deleted comes again; polling goes on meanwhile.
        log.error('notifications cannot be read', error, { source: 'sqs' });
        await pause(AFTER_A_FAILURE_MS, stopping.signal);
      }
    }
  };
  const working = work();
  return {
    stop: async () => {
      stopping.abort();
      await working;
      client.destroy();
    },
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
