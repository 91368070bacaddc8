/** Source of new ids (UUID v4); predictable in tests. */
export interface Ids {
  next(): string;
}
