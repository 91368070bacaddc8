import { createServer, type Server, type ServerResponse } from 'node:http';
import { accountFor, type PracticeAccount } from './account.js';
import { createControl, type PracticeControl } from './control.js';
import { controlDoor } from './control-door.js';
import { settleFeeds } from './feed-processing.js';
import type { LedgerEntry } from './ledger.js';
import { MARKETPLACE_IDS } from './marketplaces.js';
import { respond } from './respond.js';
import type { SampleName } from './samples.js';
import type { ShopOrder } from './shop-types.js';
import { type Credentials, worldWith } from './world.js';
import { createWorlds, type WorldOptions } from './worlds.js';

export { PLANTED_BUYER_DATA } from './people.js';

interface PracticeOptions extends WorldOptions {
  /** Chosen by the system when left out. */
  readonly port?: number;
  /** Loopback when left out. */
  readonly host?: string;
  /** Opens /_practice; closed when left out. */
  readonly controlDoor?: boolean;
  readonly credentials?: Credentials;
}

/** A pretended Amazon that is running: the Selling Partner API with Login with Amazon and the document storage. */
export interface PracticeAmazon {
  /** Base address of the Selling Partner API, without a slash at its end. */
  readonly url: string;
  /** The token endpoint. */
  readonly lwaUrl: string;
  readonly credentials: Credentials;
  readonly marketplaceIds: readonly string[];
  readonly region: 'na';
  /** All of the above in the words of the app's configuration. */
  readonly account: PracticeAccount;
  readonly control: PracticeControl;
  /** Every request received, live. */
  readonly ledger: readonly LedgerEntry[];
  readonly shop: {
    /** Order ids by the kind of case that they stand for. */
    readonly samples: Readonly<Record<SampleName, string>>;
    /** The order as it is now, buyer included, whichever seller's it is. */
    order(orderId: string): ShopOrder | undefined;
    listOrders(): readonly ShopOrder[];
    /** Units on sale; undefined for an unknown SKU. */
    stock(sku: string): number | undefined;
  };
  /** A second seller account, for whoever connects one: its credentials, and its order ids by kind of case. */
  readonly second: { readonly credentials: Credentials; readonly samples: Readonly<Record<SampleName, string>> };
  close(): Promise<void>;
}

const CREDENTIALS: Credentials = {
  clientId: 'amzn1.application-oa2-client.practice0000000000000000000000',
  clientSecret: 'amzn1.oa2-cs.v1.practice0000000000000000000000000000000000',
  refreshToken: 'Atzr|practice-refresh-token',
  sellerId: 'A2PRACTICESELLER',
};

/** Starts a pretended Amazon on loopback; rejects when the port is taken or the seller id is none. */
export async function startPracticeAmazon(options: PracticeOptions): Promise<PracticeAmazon> {
  const { host = '127.0.0.1', port = 0, credentials = CREDENTIALS } = options;
  const accountAt = accountFor(credentials);
  let origin = '';
  const { worlds, samples, secondSamples } = createWorlds({ ...options, credentials }, () => origin);
  const [world, second] = worlds;
  const settle = (): void => worlds.forEach(settleFeeds);
  const control = createControl(worlds, settle);
  const door = options.controlDoor === true ? controlDoor(control, samples) : [];
  const server = createServer((request, response) => {
    respond(worlds, door, { request, response }).catch((error: unknown) => fail(response, error));
  });
  origin = await listen(server, { host, port });
  const account = accountAt(origin);
  return {
    url: origin,
    lwaUrl: account.lwaUrl,
    credentials,
    marketplaceIds: MARKETPLACE_IDS,
    region: 'na',
    account,
    control,
    ledger: world.ledger.entries,
    shop: {
      samples,
      order: (orderId) => {
        settle();
        return worldWith(worlds, orderId)?.shop.order(orderId);
      },
      listOrders: () => {
        settle();
        return world.shop.listOrders();
      },
      stock: (sku) => {
        settle();
        return world.listings.find(sku)?.availability.find((one) => one.fulfillment_channel_code === 'DEFAULT')?.quantity;
      },
    },
    second: { credentials: second.credentials, samples: secondSamples },
    close: () => close(server),
  };
}

async function listen(server: Server, at: { readonly host: string; readonly port: number }): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the practice Amazon has no port');
  return `http://${at.host}:${address.port}`;
}

/** A mistake in here is said, so that it is not taken for a planned fault. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  response.writeHead(500, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ errors: [{ code: 'PracticeServerMistake', message: 'The practice Amazon failed.', details }] }));
}

/** Ends what is open at once: no caller of a pretended service waits for a polite end. */
async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
