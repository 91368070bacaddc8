import { z } from 'zod';
import type { Engine } from '../../src/adapters/database/open.js';
import type { LedgerEntry } from '../../src/practice/amazon/ledger.js';
import { auditEventSchema } from './audit.js';
import { sentMessages, takenFeeds } from './at-most-once.js';

/** Amazon may or may not have it, and the row says so: it may stand for one effect, or for none. */
const MAYBE = /could be this one/;

interface Row {
  readonly name: string;
  readonly surely: boolean;
}

const patchSchema = z.string().transform((body) => Number(/"quantity":\s*(\d+)/.exec(body)?.[1]));

/** The SKU and the quantity of every change of units that took effect. */
function changedUnits(ledger: readonly LedgerEntry[]): string[] {
  return ledger
    .filter(({ operation, tookEffect }) => operation === 'patchListingsItem' && tookEffect)
    .map(({ path, body }) => `${decodeURIComponent(/\/items\/[^/]+\/([^/?]+)/.exec(path)?.[1] ?? '')} = ${patchSchema.parse(body)}`);
}

/** Effects without exactly one row, and rows without their effect. */
function match(what: string, effects: readonly string[], rows: readonly Row[]): string[] {
  const left = [...rows];
  const wrong: string[] = [];
  for (const effect of effects) {
    const index = left.findIndex(({ name, surely }) => name === effect && surely);
    const found = index >= 0 ? index : left.findIndex(({ name }) => name === effect);
    if (found < 0) wrong.push(`${what} ${effect} is on no row of its own`);
    else left.splice(found, 1);
  }
  return [...wrong, ...left.filter(({ surely }) => surely).map(({ name }) => `${what} ${name} is on record and never was`)];
}

/**
 * Everything that Amazon carried out against what is on record, both ways: each order in a feed, each message to a buyer
 * and each change of units has one row, whose case says who asked for it, when and why. `count`: how many there are.
 */
export async function effectsAgainstAudit(
  engine: Engine,
  ledger: readonly LedgerEntry[],
): Promise<{ readonly wrong: readonly string[]; readonly count: number }> {
  const cases = new Map((await engine.prisma.cancellationCase.findMany()).map((one) => [one.id, one]));
  const audit = (await engine.prisma.auditRow.findMany({ orderBy: { id: 'asc' } })).map((row) => ({
    ...row,
    event: auditEventSchema.parse(row.event),
  }));
  const feeds: Row[] = [];
  const messages: Row[] = [];
  const units: Row[] = [];
  const wrong: string[] = [];
  const quantitySchema = z.object({ sku: z.string() });
  for (const [index, { caseId, event }] of audit.entries()) {
    const one = cases.get(caseId);
    const asked = audit.find((row) => row.caseId === caseId && row.event.kind === 'requested');
    if (one === undefined || asked === undefined || asked.at > (audit[index]?.at ?? asked.at)) {
      wrong.push(`a row of ${caseId} without its request before it`);
      continue;
    }
    if (event.kind === 'moved' && event.from === 'sending' && (event.to === 'sent' || event.to === 'reading_back'))
      feeds.push({ name: one.orderId, surely: !MAYBE.test(event.detail ?? '') });
    if (event.kind === 'message-moved' && event.from === 'sending' && (event.to === 'sent' || event.to === 'uncertain'))
      messages.push({ name: one.orderId, surely: event.to === 'sent' });
    if (event.kind === 'stock-moved' && (event.to === 'changing' || event.to === 'putting_back')) {
      const next = audit.slice(index + 1).find((row) => row.caseId === caseId && row.event.kind === 'stock-moved')?.event;
      const became = next?.kind === 'stock-moved' ? next.to : undefined;
      const quantity = event.to === 'changing' ? event.target : one.stockBefore;
      const surely = became === (event.to === 'changing' ? 'done' : 'put_back');
      if (became !== event.from) units.push({ name: `${quantitySchema.parse(one.stockChange).sku} = ${quantity}`, surely });
    }
  }
  const [fed, told, changed] = [takenFeeds(ledger).flatMap(({ orderIds }) => orderIds), sentMessages(ledger), changedUnits(ledger)];
  wrong.push(...match('the cancellation of', fed, feeds), ...match('the message about', told, messages), ...match('units', changed, units));
  return { wrong, count: fed.length + told.length + changed.length };
}
