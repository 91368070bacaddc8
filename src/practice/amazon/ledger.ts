/** One request that the practice Amazon received. */
export interface LedgerEntry {
  /** Counts up from 1 in order of arrival. */
  readonly sequence: number;
  readonly at: Date;
  /** Milliseconds on a clock that goes on where the practice clock stands still: a caller may wait by it. */
  readonly realMs: number;
  readonly method: string;
  /** With the query; without a presigned address's signature. */
  readonly path: string;
  /** Amazon's name of the operation; `token`, `uploadDocument`, `downloadDocument` for what has none; `unknown`. */
  readonly operation: string;
  /** Undefined while in work, and when the connection was cut instead of an answer. */
  readonly status: number | undefined;
  /** Whether it was carried out, whatever was answered. */
  readonly tookEffect: boolean;
  /** The body of feeds, uploads, messages, reports and listings; never of the token endpoint. */
  readonly body: string | undefined;
}

export interface Ledger {
  /** Grows; the array itself stays the same. */
  readonly entries: readonly LedgerEntry[];
  /** Writes a request down and gives the function that adds what was answered. */
  begin(
    request: Omit<LedgerEntry, 'sequence' | 'realMs' | 'status' | 'tookEffect'>,
  ): (answered: Pick<LedgerEntry, 'status' | 'tookEffect'>) => void;
}

export function createLedger(): Ledger {
  const entries: LedgerEntry[] = [];
  return {
    entries,
    begin: (request) => {
      const index = entries.length;
      const entry = { ...request, sequence: index + 1, realMs: performance.now() };
      entries.push({ ...entry, status: undefined, tookEffect: false });
      return (answered) => {
        entries[index] = { ...entry, ...answered };
      };
    },
  };
}
