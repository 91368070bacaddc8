import type { WebClient } from '@slack/web-api';
import type { Desk } from '../ports/desk.js';
import type { Log } from '../ports/log.js';
import type { Health } from '../ports/store.js';
import type { Languages } from './languages.js';
import type { Text } from './text/text.js';

/** What every handler needs. */
export interface Surface {
  readonly desk: Desk;
  /** Opens and updates modals; no post that Slack holds back can hold it back. */
  readonly views: WebClient;
  /** Everything else that is said in Slack. */
  readonly posts: WebClient;
  readonly languages: Languages;
  /** Language of what everybody reads. */
  readonly workspaceText: Text;
  /** True while Amazon is a pretended one: every surface says so. */
  readonly practice: boolean;
  readonly log: Log;
  readonly health: Health;
}
