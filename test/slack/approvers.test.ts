import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userIdSchema } from '../../src/domain/ids.js';
import { createApprovers } from '../../src/slack/approvers.js';
import { createSlackClients } from '../../src/slack/clients.js';
import { ANNA, LENA } from '../fixtures/cases.js';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.js';
import { silentLog } from '../support/silent-log.js';

const MIRA = userIdSchema.parse('U0LEAD002');
const { posts: client } = createSlackClients({
  token: 'xoxb-test',
  apiUrl: 'https://slack.test/api/',
  log: silentLog,
  clock: { now: () => new Date() },
});

describe('who may decide', () => {
  let clock: FrozenClock;
  beforeEach(() => {
    nock.disableNetConnect();
    clock = frozenClock('2026-11-24T15:00:00Z');
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  const approvers = (group?: string) => createApprovers({ client, clock, log: silentLog, listed: [LENA], group });
  const answer = (method: string, body: object, times = 1) =>
    nock('https://slack.test').post(`/api/${method}`).times(times).reply(200, body);
  const asks = (user: object, times = 1): void => {
    answer('auth.test', { ok: true, team_id: 'T0CANCEL1' });
    answer('users.info', { ok: true, user: { team_id: 'T0CANCEL1', ...user } }, times);
  };

  it('is a full member of the team who is named', async () => {
    asks({});
    expect(await approvers().includes(LENA)).toBe(true);
  });

  it('is nobody else, and Slack is not even asked', async () => {
    expect(await approvers().includes(ANNA)).toBe(false);
  });

  it.each([
    ['a guest', { is_restricted: true }],
    ['a guest of one channel', { is_ultra_restricted: true }],
    ['a bot', { is_bot: true }],
    ['somebody who has left', { deleted: true }],
    ['somebody of another team', { team_id: 'T0OTHER01' }],
    ['a stranger from a shared channel', { is_stranger: true }],
  ])('is never %s, though named', async (_who, user) => {
    asks(user);
    expect(await approvers().includes(LENA)).toBe(false);
  });

  it('is nobody when Slack does not answer', async () => {
    nock('https://slack.test').post('/api/auth.test').reply(500).post('/api/users.info').reply(500);
    expect(await approvers().includes(LENA)).toBe(false);
  });

  it('is who is in the user group, for as long as that was looked up lately', async () => {
    answer('usergroups.users.list', { ok: true, users: ['U0LEAD002'] });
    asks({});
    const both = approvers('S0LEADS01');
    expect([await both.includes(MIRA), await both.all()]).toEqual([true, [LENA, MIRA]]);
    clock.advance(5 * 60_000 + 1);
    answer('usergroups.users.list', { ok: true, users: [] });
    asks({});
    expect([await both.includes(MIRA), await both.includes(LENA)]).toEqual([false, true]);
  });

  it('is only who is named while the user group cannot be read', async () => {
    answer('usergroups.users.list', { ok: false, error: 'plan_upgrade_required' }, 3);
    asks({});
    const both = approvers('S0LEADS01');
    expect([await both.includes(MIRA), await both.includes(LENA), await both.all()]).toEqual([false, true, [LENA]]);
  });
});
