import type { Alert } from '../ports/announcer.js';
import { message, type Message, moment, section } from './blocks.js';
import { escaped } from './limits.js';
import { type Labelled, practiceBlock } from './say.js';
import type { Text } from './text/text.js';

/** What those who look after the app read when its work cannot be done, and when it goes on. */
export function alertMessage(alert: Alert, { text, practice }: Labelled): Message {
  const said = sentence(alert, text);
  return message(said, [practiceBlock({ text, practice }), section(said)], practice ? text.practiceShort : undefined);
}

function sentence(alert: Alert, { alert: text }: Text): string {
  switch (alert.kind) {
    case 'queue-stands-still':
      return text.standsStill(moment(alert.since), alert.count);
    case 'queue-moves-again':
      return text.movesAgain(moment(alert.since));
    case 'credentials-refused': {
      const called = alert.admins.map((userId) => `<@${userId}>`).join(' ');
      return [called, text.refused(escaped(alert.account), moment(alert.since)), alert.own ? text.renewInEnvironment : text.renewInSettings]
        .filter((part) => part !== '')
        .join(' ');
    }
    case 'credentials-taken':
      return text.takenAgain(escaped(alert.account), moment(alert.since));
  }
}
