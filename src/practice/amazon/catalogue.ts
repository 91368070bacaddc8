import type { Country } from './marketplaces.js';

/** Something that the practice shop sells. */
export interface Product {
  readonly sku: string;
  readonly asin: string;
  readonly productType: string;
  readonly titles: Readonly<Record<Country, string>>;
  /** In the currency's smallest unit. */
  readonly prices: Readonly<Record<Country, number>>;
  /** Units on the shelf when the shop opens. */
  readonly stock: number;
}

function product(sku: string, facts: readonly [string, string, number], sold: readonly [number, string, string, string]): Product {
  const [asin, productType, stock] = facts;
  const [cents, US, DE, JP] = sold;
  return { sku, asin, productType, stock, titles: { US, DE, JP }, prices: { US: cents, DE: cents - 100, JP: cents + 180 } };
}

const LONG = 'Stackable Storage Boxes with Lids, Set of 12, Clear, for Kitchen, Pantry, Bathroom, Craft Room and Garage, ';

/** Titles hold what careless code trips over: `& < >`, emoji, 500 characters, a formula, a broadcast mention. */
export const CATALOGUE: readonly Product[] = [
  product(
    'MUG-TRAVEL-350',
    ['B0PRACT001', 'DRINKING_CUP', 64],
    [2499, 'Insulated Travel Mug, 12 oz', 'Thermobecher Edelstahl 350 ml', '真空断熱マグ 350ml'],
  ),
  product(
    'LAMP-DESK-LED',
    ['B0PRACT002', 'LAMP', 31],
    [3999, 'LED Desk Lamp with USB Port', 'LED-Schreibtischlampe mit USB', 'LEDデスクライト USBポート付き'],
  ),
  product(
    'YOGA-MAT-6MM',
    ['B0PRACT003', 'EXERCISE_MAT', 18],
    [2950, 'Yoga Mat, 6 mm, Non-Slip', 'Yogamatte rutschfest 6 mm', 'ヨガマット 6mm 滑り止め'],
  ),
  product('KETTLE-17L', ['B0PRACT004', 'KETTLE', 22], [4590, 'Electric Kettle, 1.7 L', 'Wasserkocher 1,7 Liter', '電気ケトル 1.7L']),
  product(
    'HEADPHONE-BT7',
    ['B0PRACT005', 'HEADPHONES', 0],
    [8999, 'Wireless Headphones BT7, Black', 'Kabellose Kopfhörer BT7, Schwarz', 'ワイヤレスヘッドホン BT7 ブラック'],
  ),
  product(
    'NOTEBOOK-A5-DOT',
    ['B0PRACT006', 'NOTEBOOK', 140],
    [1290, 'Dotted Notebook A5', 'Notizbuch A5 gepunktet', 'ドット方眼ノート A5'],
  ),
  product(
    'CHARGER-GAN65',
    ['B0PRACT007', 'CHARGER', 0],
    [3490, 'GaN Charger 65 W, 3 Ports', 'GaN-Ladegerät 65 W, 3 Anschlüsse', 'GaN充電器 65W 3ポート'],
  ),
  product('PAN-CAST-26', ['B0PRACT008', 'COOKWARE', 9], [3890, 'Cast Iron Pan, 26 cm', 'Gusseiserne Pfanne 26 cm', '鋳鉄フライパン 26cm']),
  product(
    'CABLE-C-2M',
    ['B0PRACT009', 'CABLE', 210],
    [1190, 'USB-C Cable 2 m <100 W> & "Braided"', 'USB-C-Kabel 2 m <100 W> & „Gewebe“', 'USB-Cケーブル 2m <100W> & 編組'],
  ),
  product(
    'PARTY-SET-24',
    ['B0PRACT010', 'PARTY_SUPPLIES', 40],
    [1890, '🎉 Party Set for 24 🥳 Plates & Cups', '🎉 Party-Set für 24 Gäste 🥳', '🎉 パーティーセット 24人用 🥳'],
  ),
  product(
    'BOX-STACK-12',
    ['B0PRACT011', 'STORAGE_BOX', 15],
    [5490, LONG.repeat(5).slice(0, 500), 'Aufbewahrungsboxen mit Deckel, 12er-Set', '収納ボックス 12個セット'],
  ),
  product(
    'PLANNER-XL',
    ['B0PRACT012', 'PLANNER', 27],
    [1990, '=HYPERLINK("https://planner.example","Planner XL")', '=SUMME(1+1) Planer XL', '=1+1 プランナー XL'],
  ),
  product(
    'MEGAPHONE-20W',
    ['B0PRACT013', 'MEGAPHONE', 12],
    [4290, '<!channel> Megaphone 20 W *LOUD*', '<!channel> Megafon 20 W', '<!channel> メガホン 20W'],
  ),
  product('CHAIR-FOLD', ['B0PRACT014', 'CHAIR', 6], [6490, 'Folding Camping Chair', 'Campingstuhl, klappbar', '折りたたみキャンプチェア']),
  product(
    'TENT-2P',
    ['B0PRACT015', 'TENT', 3],
    [15990, 'Two-Person Tent, 3 Seasons', 'Zwei-Personen-Zelt, 3 Jahreszeiten', '2人用テント 3シーズン'],
  ),
  product(
    'COFFEE-GRINDER',
    ['B0PRACT016', 'COFFEE_GRINDER', 0],
    [7250, 'Conical Burr Coffee Grinder', 'Kaffeemühle mit Kegelmahlwerk', 'コーヒーグラインダー コニカル刃'],
  ),
  product(
    'TOWEL-SET-6',
    ['B0PRACT017', 'TOWEL', 48],
    [3290, 'Cotton Towel Set, 6 Pieces', 'Handtuch-Set, 6-teilig', 'コットンタオル 6枚セット'],
  ),
  product(
    'PLUSH-FOX',
    ['B0PRACT018', 'PLUSH_TOY', 55],
    [2190, "Plush Fox 'Filou'", 'Plüschfuchs „Filou“', 'きつねのぬいぐるみ「フィルー」'],
  ),
  product(
    'ENGRAVED-PEN',
    ['B0PRACT019', 'WRITING_INSTRUMENT', 33],
    [2790, 'Engraved Ballpoint Pen', 'Kugelschreiber mit Gravur', '名入れボールペン'],
  ),
  product(
    'GAME-PREORDER',
    ['B0PRACT020', 'BOARD_GAME', 500],
    [5999, 'Board Game "Harbour" (pre-order)', 'Brettspiel „Hafen“ (Vorbestellung)', 'ボードゲーム「港」 予約'],
  ),
];

/** Throws for a SKU that the shop does not sell. */
export function productBySku(sku: string): Product {
  const found = CATALOGUE.find((one) => one.sku === sku);
  if (found === undefined) throw new RangeError(`no product ${sku}`);
  return found;
}
