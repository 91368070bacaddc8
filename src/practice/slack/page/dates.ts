const DAY_MS = 24 * 3_600_000;

const DATE: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric' };
const SHORT: Intl.DateTimeFormatOptions = { ...DATE, month: 'short' };
const LONG: Intl.DateTimeFormatOptions = { ...DATE, weekday: 'long' };
const TIME: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };

/** Slack's tokens for moments (docs.slack.dev/messaging/formatting-message-text, "Date formatting"). */
const TOKENS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: DATE,
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_short: SHORT,
  date_long: LONG,
  date_pretty: DATE,
  date_short_pretty: SHORT,
  date_long_pretty: LONG,
  time: TIME,
  time_secs: { ...TIME, second: '2-digit' },
};

interface Reader {
  readonly locale: string;
  readonly now: number;
}

/** A moment as Slack shows it to a reader, who has a language and a time zone of their own. */
export function slackDate({ timestamp, format }: { readonly timestamp: string; readonly format: string }, { locale, now }: Reader): string {
  const at = new Date(Number(timestamp) * 1000);
  const near = (token: string): string | undefined => {
    const days = Math.round((midnight(at) - midnight(new Date(now))) / DAY_MS);
    return token.endsWith('_pretty') && Math.abs(days) <= 1
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
      : undefined;
  };
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => {
    const options = TOKENS[token];
    return options === undefined ? whole : (near(token) ?? new Intl.DateTimeFormat(locale, options).format(at));
  });
}

/** The time of day of a message. */
export function clockTime(ts: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, TIME).format(new Date(Number(ts) * 1000));
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
