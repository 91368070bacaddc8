import type { Region } from '../../domain/marketplaces.js';
import type { StockState } from '../../domain/stock.js';

/** What is said of the units on sale, in one language. SKUs come in as code, except in `choice`. */
export interface StockText {
  readonly label: string;
  readonly leave: string;
  readonly choice: { zero(sku: string): string; lower(sku: string, by: number): string };
  /** What a quantity at Amazon is shared by. */
  readonly hint: Readonly<Record<Region, string>>;
  /** A defective unit under a code that puts it back on sale. */
  readonly ghost: string;
  zero(sku: string): string;
  lower(sku: string, by: number): string;
  /** With what was agreed to, before. */
  readonly state: Readonly<Record<Exclude<StockState, 'none'>, string>>;
  /** Instead of `waiting` once the cancellation is read back. */
  readonly next: string;
  quantities(before: number, target: number): string;
  putBack(quantity: number): string;
  readonly surePutBack: string;
  readonly putsBack: string;
  readonly nothingToPutBack: string;
  /** After a look at a quantity that was not seen before. */
  readonly seenNow: string;
  stillNotSeen(quantity: number | undefined): string;
  readonly changedByOthers: string;
  readonly notChecked: string;
}
