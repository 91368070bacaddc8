import { describe, expect, it } from 'vitest';
import { marketplaceIdSchema } from '../../src/domain/ids.js';
import { messageLanguage } from '../../src/domain/message-language.js';

const UNITED_STATES = marketplaceIdSchema.parse('ATVPDKIKX0DER');
const GERMANY = marketplaceIdSchema.parse('A1PA6795UKMFR9');
const JAPAN = marketplaceIdSchema.parse('A1VC38T7YXB528');
const FRANCE = marketplaceIdSchema.parse('A13V1IB3VIYZZH');
const UNHEARD_OF = marketplaceIdSchema.parse('AAAAAAAAAAAAAA');

const ALL = ['de', 'en', 'ja', 'zh'];

describe('the language of a message', () => {
  it.each([
    { buyerLocale: 'de-DE', marketplaceId: UNITED_STATES, language: 'de' },
    { buyerLocale: 'zh_CN', marketplaceId: UNITED_STATES, language: 'zh' },
    { buyerLocale: 'JA-JP', marketplaceId: GERMANY, language: 'ja' },
    { buyerLocale: 'ja', marketplaceId: GERMANY, language: 'ja' },
    { buyerLocale: 'en-GB', marketplaceId: GERMANY, language: 'en' },
    { buyerLocale: 'en_US', marketplaceId: JAPAN, language: 'en' },
  ])('is the buyer’s own: $language for $buyerLocale', ({ buyerLocale, marketplaceId, language }) => {
    expect(messageLanguage({ buyerLocale, marketplaceId, available: ALL })).toBe(language);
  });

  it.each([
    { country: 'Germany', marketplaceId: GERMANY, language: 'de' },
    { country: 'Japan', marketplaceId: JAPAN, language: 'ja' },
    { country: 'the United States', marketplaceId: UNITED_STATES, language: 'en' },
    { country: 'France', marketplaceId: FRANCE, language: 'en' },
    { country: 'a marketplace that nobody knows', marketplaceId: UNHEARD_OF, language: 'en' },
  ])('is $language in $country for a buyer of whom Amazon says nothing', ({ marketplaceId, language }) => {
    expect(messageLanguage({ buyerLocale: undefined, marketplaceId, available: ALL })).toBe(language);
  });

  it('is English for a buyer whose language has no template, in Germany too', () => {
    expect(messageLanguage({ buyerLocale: 'fr-FR', marketplaceId: GERMANY, available: ALL })).toBe('en');
  });

  it('is English where the marketplace’s language has no template', () => {
    expect(messageLanguage({ buyerLocale: undefined, marketplaceId: JAPAN, available: ['de', 'en'] })).toBe('en');
  });

  it.each([
    { available: ['ja', 'de'], language: 'ja' },
    { available: [], language: 'en' },
  ])('is $language where there are templates in $available alone and none fits', ({ available, language }) => {
    expect(messageLanguage({ buyerLocale: 'fr-FR', marketplaceId: FRANCE, available })).toBe(language);
  });
});
