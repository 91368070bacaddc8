import { z } from 'zod';
import type { Engine } from '../../src/adapters/database/open.js';
import { isLegalMove } from '../../src/domain/cancellation.js';
import type { LedgerEntry } from '../../src/practice/amazon/ledger.js';
import { auditEventSchema } from './audit.js';

/** A feed that Amazon took, with the orders that it cancels. */
export interface TakenFeed {
  readonly at: Date;
  readonly marketplaceId: string;
  readonly orderIds: readonly string[];
}

const createFeedSchema = z.object({ inputFeedDocumentId: z.string(), marketplaceIds: z.tuple([z.string()]) });

/** Every feed that Amazon took, whatever it answered; what was uploaded and never made a feed of is none. */
export function takenFeeds(ledger: readonly LedgerEntry[]): TakenFeed[] {
  const uploads = new Map(
    ledger.flatMap(({ operation, path, body, tookEffect }) =>
      operation === 'uploadDocument' && tookEffect ? [[path.split('/').at(-1), body] as const] : [],
    ),
  );
  return ledger
    .filter(({ operation, tookEffect }) => operation === 'createFeed' && tookEffect)
    .map(({ at, body = '' }) => {
      const { inputFeedDocumentId, marketplaceIds } = createFeedSchema.parse(JSON.parse(body));
      const xml = uploads.get(inputFeedDocumentId) ?? '';
      const orderIds = [...xml.matchAll(/<AmazonOrderID>([^<]+)</g)].map((match) => match[1] ?? '');
      return { at, marketplaceId: marketplaceIds[0], orderIds };
    });
}

/** The order of every message that Amazon sent to a buyer. */
export function sentMessages(ledger: readonly LedgerEntry[]): string[] {
  return ledger
    .filter(({ operation, tookEffect }) => operation === 'createUnexpectedProblem' && tookEffect)
    .map(({ path }) => /\/orders\/([^/]+)\//.exec(path)?.[1] ?? '');
}

/** Feeds that were taken while the one before of the same marketplace was on its way. */
export function overlapping(feeds: readonly TakenFeed[], feedMs: number): TakenFeed[] {
  const overlap = (one: TakenFeed, before: TakenFeed): boolean =>
    before.marketplaceId === one.marketplaceId && one.at.getTime() - before.at.getTime() < feedMs;
  return feeds.filter((one, index) => feeds.slice(0, index).some((before) => overlap(one, before)));
}

/** What stands more than once in a list. */
export function repeated(list: readonly string[]): string[] {
  return list.filter((one, index) => list.indexOf(one) !== index);
}

/** Account and marketplace of every feed that is on its way, by its state alone. */
export async function feedsOnTheirWay(engine: Engine): Promise<string[]> {
  const rows = await engine.prisma.feedRow.findMany({ where: { state: { in: ['sealed', 'uploaded', 'creating', 'created'] } } });
  return rows.map((row) => `${row.accountId} ${row.marketplaceId}`);
}

/** Every place where the audit of a case is not one unbroken chain of legal moves from its request to its present state. */
export async function breaksInAudit(engine: Engine): Promise<string[]> {
  const cases = await engine.prisma.cancellationCase.findMany();
  const rows = await engine.prisma.auditRow.findMany({ orderBy: { id: 'asc' } });
  return cases.flatMap(({ id, state }) => {
    const events = rows.filter((row) => row.caseId === id).map((row) => auditEventSchema.parse(row.event));
    const breaks: string[] = [];
    let reached = '';
    for (const event of events) {
      if (event.kind === 'requested') {
        if (reached !== '') breaks.push(`${id} was requested twice`);
        reached = event.state;
      }
      if (event.kind !== 'moved') continue;
      const step = `${id} from ${event.from} to ${event.to}`;
      if (event.from !== reached) breaks.push(`${step}, but it was ${reached}`);
      if (!isLegalMove(event.from, event.to)) breaks.push(`${step} is not legal`);
      reached = event.to;
    }
    return reached === state ? breaks : [...breaks, `${id} is ${state}, its audit ends at ${reached}`];
  });
}
