import type { Country } from './marketplaces.js';

/** Somebody who never lived: every text here is unlike anything that the app itself writes, so that a leak can be searched for. */
export interface Buyer {
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly instruction: string;
}

function buyer(
  name: string,
  address: readonly [string, string, string, string, string],
  rest: readonly [string, string, string, string],
): Buyer {
  const [line1, line2, city, region, postalCode] = address;
  const [company, email, phone, instruction] = rest;
  return { name, company, email, phone, line1, line2, city, region, postalCode, instruction };
}

export const BUYERS: Readonly<Record<Country, readonly Buyer[]>> = {
  US: [
    buyer(
      'Ottoline Brackenfeather',
      ['4417 Quillmarsh Row', 'Apt 9Q', 'Larkspur Falls', 'OR', '97999-4417'],
      ['Brackenfeather Kites', 'qz7f3k1nbrx@marketplace.amazon.com', '+1 555-010-7731', 'Ring twice, the dog Muffinwhistle barks'],
    ),
    buyer(
      "Thaddeus O'Grimble-Voss",
      ['80 Peppercorn Loop', 'Unit Zeta', 'Saltbriar', 'TX', '75999-0080'],
      ['Grimble-Voss Optics', 'h5t2vw9grmb@marketplace.amazon.com', '+1 555-010-4417', 'Side gate code 5521 Tumbleknock'],
    ),
    buyer(
      'Seraphina Dunwhistle',
      ['1 Hollowthatch Court', 'Rear House', 'Dunmere Bluff', 'VT', '05999-1111'],
      ['Dunwhistle & Daughters', 'm8x4sdunwzz@marketplace.amazon.com', '+1 555-010-2288', 'Leave behind the blue Larchbarrel'],
    ),
  ],
  DE: [
    buyer(
      'Gundula Mäusezahn-Wackernagel',
      ['Kiebitzgrund 14b', 'Hinterhaus Wackerhof', 'Oberquappen', 'Sachsen', '09999'],
      ['Wackernagel Drechslerei', 'w3k9gmaeuse@marketplace.amazon.de', '+49 176 5550 8841', 'Bei Nachbarin Zwetschgenbein abgeben'],
    ),
    buyer(
      'Eustachius Trappenfels',
      ['Am Schnepfenstieg 3', 'Aufgang Trapp', 'Niederlurchheim', 'Hessen', '36999'],
      ['Trappenfels Imkerei', 'e6t1trappen@marketplace.amazon.de', '+49 151 5550 2317', 'Klingel Trappenfels defekt, bitte klopfen'],
    ),
    buyer(
      'Walburga Ühlenbrück',
      ['Krähenpfad 77', 'Stiege Ühle', 'Hinterkauzen', 'Bayern', '87999'],
      ['Ühlenbrück Nähkurse', 'u2b8uehlenb@marketplace.amazon.de', '+49 160 5550 9974', 'Paket in die Regentonne Kauz legen'],
    ),
  ],
  JP: [
    buyer(
      '綾小路 鶴之助',
      ['架空町鈴虫三丁目14-7', 'メゾン・ド・ヒバリ 305', '架空市', '東京都', '199-9914'],
      ['綾小路凧製作所', 't7n4ayanoko@marketplace.amazon.co.jp', '+81 90-5550-1147', '宅配ボックス暗証番号は鶴亀松竹'],
    ),
    buyer(
      '勅使河原 すみれ',
      ['架空町蛍谷二丁目8-21', 'コーポ蜻蛉 102', '蛍谷市', '大阪府', '599-9921'],
      ['勅使河原和紙店', 's9c3teshiga@marketplace.amazon.co.jp', '+81 80-5550-6633', '隣の蜻蛉荘に預けてください'],
    ),
  ],
};

export const GIFT_TEXTS: readonly string[] = [
  'Happy 40th, dear Wilhelmina-Pip, hugs from Uncle Bumblethorpe',
  'Alles Liebe zur Jugendweihe, deine Patentante Schnuckelise',
  '傘寿おめでとう、孫の鶴子と亀太より',
];

/** What a buyer wrote into a field that is meant for a reason. */
export const FREE_TEXT_REASON = 'Wrong house!! Send to Fennimore Quillashby, 12 Wrenhollow Mews, call +1 555-010-9090';

/** Personalisation, always part of the product in the answer, asked for or not. */
export const CUSTOMIZED_URL = 'https://zme-caps.amazon.com/t/9fQuillashbyEngraving/J/for-Fennimore-Quillashby.zip';

/**
 * Texts about buyers that the practice orders carry wherever Amazon's model has a place for them: with
 * BUYER, RECIPIENT, FULFILLMENT (gift text), TAX and PACKAGES, and where nobody asks for them: the
 * customization address and one buyer's free-text cancel reason. None may be found in the app.
 */
export const PLANTED_BUYER_DATA: readonly string[] = [
  ...Object.values(BUYERS).flatMap((buyers) =>
    buyers.flatMap(({ name, company, email, phone, line1, line2, instruction }) => [
      name,
      company,
      email,
      phone,
      line1,
      line2,
      instruction,
    ]),
  ),
  ...GIFT_TEXTS,
  'Fennimore Quillashby',
  '12 Wrenhollow Mews',
  '+1 555-010-9090',
  'QuillashbyEngraving',
  'for-Fennimore-Quillashby',
];
