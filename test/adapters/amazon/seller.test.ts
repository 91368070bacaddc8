import { describe, expect, it } from 'vitest';
import { amazonOnStage, refusal } from './amazon-on-stage.js';

const PARTICIPATIONS = 'GET /sellers/v1/marketplaceParticipations';
const place = (id: string, isParticipating: boolean) => ({
  marketplace: { id, name: 'x', countryCode: 'US' },
  participation: { isParticipating, hasSuspendedListings: false },
});

describe('getMarketplaceParticipations', () => {
  it('names the marketplaces in which the account may sell, and no place outside of Amazon', async () => {
    const stage = await amazonOnStage();
    const payload = [place('ATVPDKIKX0DER', true), place('A2EUQ1WTGCTBG2', false), place('non-amazon us', true)];
    stage.on(PARTICIPATIONS, { status: 200, json: { payload } });
    expect(await stage.amazon.seller.marketplaces()).toEqual({ ok: true, value: ['ATVPDKIKX0DER'] });
  });

  it('is refused in Amazon’s words', async () => {
    const stage = await amazonOnStage();
    stage.on(PARTICIPATIONS, refusal(403, 'Unauthorized', 'Access to requested resource is denied.'));
    const failure = { kind: 'not-authorised', message: 'Access to requested resource is denied.' };
    expect(await stage.amazon.seller.marketplaces()).toEqual({ ok: false, failure });
  });
});
