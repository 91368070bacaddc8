import type { Person } from '../../src/practice/slack/person.js';
import type { Journey } from './journey.js';

/** 32 bytes, as ENCRYPTION_KEY wants them. */
export const KEY = Buffer.alloc(32, 1).toString('base64');
export const OTHER_KEY = Buffer.alloc(32, 2).toString('base64');

/** Lena is the admin. */
export const ADMIN = { ADMINS: 'U0LEAD001', ENCRYPTION_KEY: KEY };

/** What is typed into the form for the second seller of the practice Amazon. */
export interface Typed {
  readonly name: string;
  readonly sellerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** The second seller as an admin would type it in, with something wrong in it if wanted. */
export function secondSeller({ amazon }: Pick<Journey, 'amazon'>, changes: Partial<Typed> = {}): Typed {
  const { sellerId, clientId, clientSecret, refreshToken } = amazon.second.credentials;
  return { name: 'Heron Outlet', sellerId, clientId, clientSecret, refreshToken, ...changes };
}

/** Opens the Home tab and the settings. */
export async function openSettings(admin: Person): Promise<void> {
  await admin.openHome();
  await admin.clickHome('open_settings');
  await admin.waitForView(/Seller accounts/);
}

/** Goes to the form, fills it in and sends it off. */
export async function typeAccount(admin: Person, typed: Typed): Promise<void> {
  await openSettings(admin);
  await admin.click('add_account');
  await admin.waitForView(/Refresh token/);
  admin.type('account_name', typed.name);
  admin.type('seller_id', typed.sellerId);
  admin.type('client_id', typed.clientId);
  admin.type('client_secret', typed.clientSecret);
  admin.type('refresh_token', typed.refreshToken);
  await admin.submit();
}

/** Adds an account with all its marketplaces. */
export async function addAccount(admin: Person, typed: Typed): Promise<void> {
  await typeAccount(admin, typed);
  await admin.waitForView(/Amazon let the app in/);
  await admin.submit();
  await admin.waitForView(/is connected/);
  admin.close();
}
