import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { AccountId } from '../../domain/ids.js';

/** Where a secret stands. One that was moved to another place does not open there. */
export interface SecretPlace {
  readonly accountId: AccountId;
  readonly column: 'client-secret' | 'refresh-token';
}

type OpenedText =
  | { readonly kind: 'opened'; readonly text: string; readonly outdated: boolean }
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'damaged' };

interface Sealing {
  /** Throws without a key. */
  seal(text: string, place: SecretPlace): string;
  open(sealed: string, place: SecretPlace): OpenedText;
}

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D: 96 random bits, fine for far more secrets than there will ever be. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

/**
 * AES-256-GCM, each secret with an IV of its own and bound to its place. `keys`: 32 bytes each; the first seals, all
 * open. What is stored names its key, so that keys can be changed: `v1.<key id>.<iv>.<ciphertext and tag>`.
 */
export function createSealing(keys: readonly Buffer[]): Sealing {
  const [present] = keys;
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  return {
    seal: (text, place) => {
      if (present === undefined) throw new Error('There is no ENCRYPTION_KEY to seal a secret with');
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, present, iv).setAAD(boundTo(place));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, keyId(present), iv.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    open: (sealed, place) => {
      const [version, id = '', iv = '', bytes = '', ...rest] = sealed.split('.');
      if (version !== VERSION || rest.length > 0) return { kind: 'damaged' };
      const key = byId.get(id);
      if (key === undefined) return { kind: 'unknown-key' };
      const text = decrypted({ key, iv: Buffer.from(iv, 'base64url'), bytes: Buffer.from(bytes, 'base64url') }, place);
      return text === undefined ? { kind: 'damaged' } : { kind: 'opened', text, outdated: key !== present };
    },
  };
}

function decrypted(
  { key, iv, bytes }: { readonly key: Buffer; readonly iv: Buffer; readonly bytes: Buffer },
  place: SecretPlace,
): string | undefined {
  if (iv.length !== IV_BYTES || bytes.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(boundTo(place));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    // Node says nothing more than that the tag does not fit.
    return undefined;
  }
}

function boundTo({ accountId, column }: SecretPlace): Buffer {
  return Buffer.from(`${accountId}:${column}`, 'utf8');
}

/** Names a key without telling anything of it. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('cancel-desk-key:').update(key).digest('hex').slice(0, 12);
}
