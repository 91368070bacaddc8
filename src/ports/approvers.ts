import type { UserId } from '../domain/ids.js';

/** Who may decide on requests. Nobody configured means nobody may. */
export interface Approvers {
  /** Whether this person may, as it is now. Where Slack does not tell, nobody may. */
  includes(userId: UserId): Promise<boolean>;
  /** Everybody who may, as far as Slack tells: those who are asked. */
  all(): Promise<readonly UserId[]>;
}
