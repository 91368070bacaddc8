import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealing, type SecretPlace } from '../../../src/adapters/secrets/sealing.js';
import { accountIdSchema } from '../../../src/domain/ids.js';

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);
const TOKEN = 'Atzr|IwEBIA-practice';
const PLACE: SecretPlace = { accountId: accountIdSchema.parse('A1SELLEREXAMPLE'), column: 'refresh-token' };

describe('a sealed secret', () => {
  it('opens to what was sealed, whatever that is', () => {
    const sealing = createSealing([OLD]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sealing.open(sealing.seal(text, PLACE), PLACE)).toEqual({ kind: 'opened', text, outdated: false });
      }),
    );
  });

  it('shows nothing of the secret, and looks different each time', () => {
    const sealing = createSealing([OLD]);
    const sealed = Array.from({ length: 50 }, () => sealing.seal(TOKEN, PLACE));
    expect(new Set(sealed).size).toBe(50);
    expect(new Set(sealed.map((one) => one.split('.')[2])).size).toBe(50);
    for (const one of sealed) expect(one).toMatch(/^v1\.[0-9a-f]{12}\.[\w-]{16}\.[\w-]+$/);
    expect(sealed.join()).not.toContain('practice');
  });

  it('does not open in the place of another account or column', () => {
    const sealing = createSealing([OLD]);
    const sealed = sealing.seal(TOKEN, PLACE);
    const other = accountIdSchema.parse('A1SELLEREXAMPLF');
    expect(sealing.open(sealed, { ...PLACE, accountId: other })).toEqual({ kind: 'damaged' });
    expect(sealing.open(sealed, { ...PLACE, column: 'client-secret' })).toEqual({ kind: 'damaged' });
  });

  it('does not open when any sign of it was changed', () => {
    const sealing = createSealing([OLD]);
    const sealed = sealing.seal(TOKEN, PLACE);
    const changed = sealed.split('').map((sign, index) => sealed.slice(0, index) + (sign === 'A' ? 'B' : 'A') + sealed.slice(index + 1));
    const opened = changed.map((one) => sealing.open(one, PLACE)).filter((one) => one.kind === 'opened');
    // The last sign of base64url has bits that stand for nothing.
    expect(opened.every((one) => one.text === TOKEN)).toBe(true);
    expect(opened.length).toBeLessThanOrEqual(1);
  });

  it.each(['', 'v1', TOKEN, 'v1...', 'v2.a.b.c', 'v1.a.b.c.d'])('does not open when it is %j', (sealed) => {
    expect(createSealing([OLD]).open(sealed, PLACE).kind).not.toBe('opened');
  });
});

describe('the change of keys', () => {
  const sealed = createSealing([OLD]).seal(TOKEN, PLACE);

  it('opens with an older key and says that it is one', () => {
    expect(createSealing([NEW, OLD]).open(sealed, PLACE)).toEqual({ kind: 'opened', text: TOKEN, outdated: true });
  });

  it('seals with the first key only', () => {
    const anew = createSealing([NEW, OLD]).seal(TOKEN, PLACE);
    expect(createSealing([NEW]).open(anew, PLACE)).toEqual({ kind: 'opened', text: TOKEN, outdated: false });
    expect(createSealing([OLD]).open(anew, PLACE)).toEqual({ kind: 'unknown-key' });
  });

  it('does not open with a key that is not there any more', () => {
    expect(createSealing([NEW]).open(sealed, PLACE)).toEqual({ kind: 'unknown-key' });
    expect(createSealing([]).open(sealed, PLACE)).toEqual({ kind: 'unknown-key' });
  });

  it('seals nothing without a key', () => {
    const sealing = createSealing([]);
    expect(() => sealing.seal(TOKEN, PLACE)).toThrow('There is no ENCRYPTION_KEY to seal a secret with');
  });
});
