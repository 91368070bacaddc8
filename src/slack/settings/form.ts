import { accountIdSchema, type ConnectionId, connectionIdSchema } from '../../domain/ids.js';
import type { Region } from '../../domain/marketplaces.js';
import type { TypedAccount } from '../../use-cases/settings/check-account.js';
import { ACTIONS } from '../ids.js';
import type { SubmissionRequest, ViewValues } from '../requests.js';
import type { Text } from '../text/text.js';

export const REGIONS: readonly Region[] = ['na', 'eu', 'fe'];
export const NAME_MAX = 60;
/** Room for a region behind it, for sellers who have the same one in several. */
const SELLER_ID = /^[A-Z0-9]{5,28}$/;

type Problems = Partial<Record<'accountName' | 'sellerId' | 'clientId' | 'clientSecret' | 'refreshToken', string>>;

/** The account as it is typed in, or what is wrong with which field. No problem ever repeats what was typed. */
export function typedAccount(
  values: ViewValues,
  text: Text,
): { readonly ok: true; readonly typed: TypedAccount } | { readonly ok: false; readonly errors: Record<string, string> } {
  const { problem } = text.settings;
  const value = (actionId: string): string => {
    const typed = values.get(actionId);
    return typeof typed === 'string' ? typed.trim() : '';
  };
  const name = value(ACTIONS.accountName);
  const sellerId = value(ACTIONS.sellerId).toUpperCase();
  const [id, secret] = [value(ACTIONS.clientId), value(ACTIONS.clientSecret)];
  const refreshToken = value(ACTIONS.refreshToken);
  const region = REGIONS.find((one) => one === value(ACTIONS.accountRegion)) ?? 'na';
  const problems: Problems = {
    ...((name === '' || name.length > NAME_MAX) && { accountName: problem.name }),
    ...(!SELLER_ID.test(sellerId) && { sellerId: problem.sellerId }),
    ...((id === '' ? secret !== '' : !/^amzn1\.application-oa2-client\.\S+$/.test(id)) && { clientId: problem.clientId }),
    ...((secret === '' ? id !== '' : !/^\S+$/.test(secret)) && { clientSecret: problem.clientSecret }),
    ...(!/^Atzr\|\S+$/.test(refreshToken) && { refreshToken: problem.refreshToken }),
  };
  if (Object.keys(problems).length > 0) return { ok: false, errors: byBlock(problems) };
  const credentials = { client: id === '' ? undefined : { id, secret }, refreshToken };
  return { ok: true, typed: { name, sellerId: accountIdSchema.parse(sellerId), region, credentials } };
}

/** Blocks have the ids of their fields. */
function byBlock(problems: Problems): Record<string, string> {
  const { accountName, sellerId, clientId, clientSecret, refreshToken } = problems;
  return Object.fromEntries(
    [
      [ACTIONS.accountName, accountName],
      [ACTIONS.sellerId, sellerId],
      [ACTIONS.clientId, clientId],
      [ACTIONS.clientSecret, clientSecret],
      [ACTIONS.refreshToken, refreshToken],
    ].flatMap(([block, said]) => (block === undefined || said === undefined ? [] : [[block, said] as const])),
  );
}

/** The checked account that a window is about, and the marketplaces ticked in it. */
export function chosenMarketplaces({ view }: SubmissionRequest): {
  readonly connectionId: ConnectionId | undefined;
  readonly chosen: readonly string[];
} {
  const chosen = view.values.get(ACTIONS.marketplaces);
  return {
    connectionId: connectionIdSchema.safeParse(view.privateMetadata).data,
    chosen: chosen === undefined || typeof chosen === 'string' ? [] : chosen,
  };
}
