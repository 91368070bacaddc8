import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, problemsText, readConfig } from '../src/config.js';
import { projectRoot } from '../src/root.js';

const slack = { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef', SLACK_BOT_TOKEN: 'xoxb-1-2-abc' };
const amazon = {
  AMAZON_LWA_CLIENT_ID: 'amzn1.application-oa2-client.0a1b',
  AMAZON_LWA_CLIENT_SECRET: 'amzn1.oa2-cs.v1.0a1b',
  AMAZON_REFRESH_TOKEN: 'Atzr|IwEBIA0a1b',
  AMAZON_SELLER_ID: 'A2EXAMPLE1SELLER',
  AMAZON_REGION: 'eu',
  AMAZON_MARKETPLACE_IDS: 'A1PA6795UKMFR9, A13V1IB3VIYZZH',
};
const key = Buffer.alloc(32, 7);

const CONTRACT = [
  'PORT',
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_API_URL',
  'AMAZON_LWA_CLIENT_ID',
  'AMAZON_LWA_CLIENT_SECRET',
  'AMAZON_REFRESH_TOKEN',
  'AMAZON_SELLER_ID',
  'AMAZON_REGION',
  'AMAZON_MARKETPLACE_IDS',
  'AMAZON_NOTIFICATIONS_QUEUE_URL',
  'AMAZON_API_URL',
  'AMAZON_LWA_URL',
  'INBOX_CHANNEL',
  'WAREHOUSE_CHANNEL',
  'DATABASE_URL',
  'DATA_DIR',
  'ENCRYPTION_KEY',
  'MIRROR_RETENTION_MONTHS',
  'OUTBOX_WINDOW_SECONDS',
  'APPROVERS',
  'APPROVER_GROUP',
  'ADMINS',
  'APPROVALS_CHANNEL',
  'DIGEST_CHANNEL',
  'DIGEST_TIME',
  'TIME_ZONE',
  'WORKSPACE_LANGUAGE',
  'LOG_LEVEL',
];

function config(environment: Record<string, string | undefined>): Config {
  const result = readConfig({ ...slack, ...environment });
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
}

function problems(environment: Record<string, string | undefined>): readonly string[] {
  const result = readConfig({ ...slack, ...environment });
  return result.ok ? [] : result.problems;
}

describe('the configuration', () => {
  it('needs nothing but the access to Slack, and is then in practice with an embedded database', () => {
    expect(readConfig(slack)).toEqual({
      ok: true,
      config: {
        port: 3000,
        slack: {
          signingSecret: '0123456789abcdef0123456789abcdef',
          botToken: 'xoxb-1-2-abc',
          appToken: undefined,
          apiUrl: 'https://slack.com/api/',
        },
        amazon: { kind: 'practice' },
        database: { kind: 'embedded', dataDir: './data' },
        encryptionKeys: [],
        mirrorRetentionMonths: 18,
        outboxWindowSeconds: 60,
        approvers: [],
        admins: [],
        approvalsChannel: undefined,
        digestChannel: undefined,
        inboxChannel: undefined,
        warehouseChannel: undefined,
        digestTime: { hour: 8, minute: 0 },
        timeZone: 'UTC',
        workspaceLanguage: 'en',
        logLevel: 'info',
      },
    });
  });

  it('reads a whole environment', () => {
    const whole = config({
      ...amazon,
      PORT: '8080',
      SLACK_API_URL: 'http://127.0.0.1:9000/api',
      AMAZON_API_URL: 'http://127.0.0.1:9001/',
      AMAZON_LWA_URL: 'http://127.0.0.1:9001/auth/o2/token',
      DATABASE_URL: 'postgresql://desk:s3cret@localhost:5432/desk',
      ENCRYPTION_KEY: key.toString('base64'),
      OUTBOX_WINDOW_SECONDS: '0',
      MIRROR_RETENTION_MONTHS: '24',
      APPROVERS: 'U012AB3CD,U045EF6GH',
      ADMINS: 'W012AB3CD',
      APPROVALS_CHANNEL: 'C012AB3CD',
      DIGEST_CHANNEL: 'G012AB3CD',
      INBOX_CHANNEL: 'C077INBOX',
      WAREHOUSE_CHANNEL: 'C077WAREH',
      DIGEST_TIME: '23:59',
      TIME_ZONE: 'Asia/Shanghai',
      WORKSPACE_LANGUAGE: 'ZH',
      LOG_LEVEL: 'WARN',
    });
    expect(whole).toMatchObject({
      port: 8080,
      slack: { apiUrl: 'http://127.0.0.1:9000/api/' },
      amazon: {
        kind: 'live',
        lwaClientId: 'amzn1.application-oa2-client.0a1b',
        lwaClientSecret: 'amzn1.oa2-cs.v1.0a1b',
        refreshToken: 'Atzr|IwEBIA0a1b',
        sellerId: 'A2EXAMPLE1SELLER',
        region: 'eu',
        marketplaceIds: ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH'],
        apiUrl: 'http://127.0.0.1:9001',
        lwaUrl: 'http://127.0.0.1:9001/auth/o2/token',
        allowHttpDocuments: true,
      },
      database: { kind: 'url', url: 'postgresql://desk:s3cret@localhost:5432/desk' },
      outboxWindowSeconds: 0,
      mirrorRetentionMonths: 24,
      approvers: ['U012AB3CD', 'U045EF6GH'],
      admins: ['W012AB3CD'],
      approvalsChannel: 'C012AB3CD',
      digestChannel: 'G012AB3CD',
      inboxChannel: 'C077INBOX',
      warehouseChannel: 'C077WAREH',
      digestTime: { hour: 23, minute: 59 },
      timeZone: 'Asia/Shanghai',
      workspaceLanguage: 'zh',
      logLevel: 'warn',
    });
    expect(whole.encryptionKeys).toEqual([key]);
  });

  it('takes several encryption keys, the present one first', () => {
    const [present, older] = [Buffer.alloc(32, 9), key];
    const { encryptionKeys } = config({ ENCRYPTION_KEY: `${present.toString('base64')}, ${older.toString('base64')}` });
    expect(encryptionKeys).toEqual([present, older]);
  });

  it('takes a blank value for an absent one and lets the blanks around a value go', () => {
    expect(config({ PORT: '', AMAZON_REGION: '  ', DIGEST_CHANNEL: '\n', DATA_DIR: ' /var/desk\n' })).toMatchObject({
      port: 3000,
      amazon: { kind: 'practice' },
      digestChannel: undefined,
      database: { kind: 'embedded', dataDir: '/var/desk' },
    });
  });

  it('drops empty places and repeated ids of a list', () => {
    expect(config({ APPROVERS: 'U012AB3CD, ,U045EF6GH,U012AB3CD,' }).approvers).toEqual(['U012AB3CD', 'U045EF6GH']);
  });
});

describe('the access to Slack', () => {
  it('is asked for by name when nothing is set', () => {
    expect(readConfig({})).toEqual({
      ok: false,
      problems: [
        'SLACK_SIGNING_SECRET is missing: it must be the signing secret from "Basic Information", for example 0123456789abcdef0123456789abcdef (or set SLACK_APP_TOKEN for Socket Mode)',
        'SLACK_BOT_TOKEN is missing: it must be the bot token from "OAuth & Permissions", for example xoxb-123-456-abc',
      ],
    });
  });

  it('needs no signing secret with Socket Mode', () => {
    expect(config({ SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-1-A01-123-abc' }).slack).toEqual({
      signingSecret: undefined,
      botToken: 'xoxb-1-2-abc',
      appToken: 'xapp-1-A01-123-abc',
      apiUrl: 'https://slack.com/api/',
    });
  });
});

describe('the access to Amazon', () => {
  it.each([
    { region: 'na', ids: 'ATVPDKIKX0DER', url: 'https://sellingpartnerapi-na.amazon.com' },
    { region: 'eu', ids: 'A1PA6795UKMFR9', url: 'https://sellingpartnerapi-eu.amazon.com' },
    { region: 'FE', ids: 'A1VC38T7YXB528', url: 'https://sellingpartnerapi-fe.amazon.com' },
  ])('goes to the endpoint of region $region, with documents over https alone', ({ region, ids, url }) => {
    expect(config({ ...amazon, AMAZON_REGION: region, AMAZON_MARKETPLACE_IDS: ids }).amazon).toMatchObject({
      apiUrl: url,
      lwaUrl: 'https://api.amazon.com/auth/o2/token',
      allowHttpDocuments: false,
    });
  });

  it('follows documents over http only if the API itself was pointed to http', () => {
    expect(config({ ...amazon, AMAZON_API_URL: 'https://sandbox.example' }).amazon).toMatchObject({ allowHttpDocuments: false });
    expect(config({ ...amazon, AMAZON_LWA_URL: 'http://127.0.0.1:1/token' }).amazon).toMatchObject({ allowHttpDocuments: false });
    expect(config({ ...amazon, AMAZON_API_URL: 'http://127.0.0.1:1' }).amazon).toMatchObject({ allowHttpDocuments: true });
  });

  it.each([
    ['http://127.0.0.1:1', 'http://127.0.0.1:1/auth/o2/token'],
    ['http://127.0.0.1:1/', 'http://127.0.0.1:1/auth/o2/token'],
    ['http://127.0.0.1:1/token', 'http://127.0.0.1:1/token'],
  ])('asks for tokens at %s as %s', (url, lwaUrl) => {
    expect(config({ ...amazon, AMAZON_LWA_URL: url }).amazon).toMatchObject({ lwaUrl });
  });

  it.each(Object.keys(amazon))('is asked for as a whole: %s alone missing is named', (name) => {
    expect(problems({ ...amazon, [name]: undefined })).toEqual([
      expect.stringMatching(new RegExp(`^${name} is missing: it must be .* for example `)),
    ]);
  });

  it.each(['AMAZON_REGION', 'AMAZON_REFRESH_TOKEN', 'AMAZON_API_URL'])('is no practice any more as soon as %s is set', (name) => {
    const value = { AMAZON_REGION: 'eu', AMAZON_REFRESH_TOKEN: 'Atzr|1', AMAZON_API_URL: 'http://127.0.0.1:1' }[name];
    const named = problems({ [name]: value }).map((problem) => problem.split(' ')[0]);
    expect(named).toEqual(Object.keys(amazon).filter((one) => one !== name));
  });

  it('takes marketplaces of several regions from a server that is not Amazon’s own', () => {
    const ids = 'ATVPDKIKX0DER,A1PA6795UKMFR9,A1VC38T7YXB528';
    expect(
      config({ ...amazon, AMAZON_REGION: 'na', AMAZON_MARKETPLACE_IDS: ids, AMAZON_API_URL: 'http://127.0.0.1:4000' }).amazon,
    ).toMatchObject({
      marketplaceIds: ids.split(','),
    });
  });

  it('names the marketplaces of another region, and which ones there are, along with other problems', () => {
    expect(problems({ ...amazon, AMAZON_REGION: 'fe', AMAZON_SELLER_ID: 'seller 1' })).toEqual([
      'AMAZON_SELLER_ID is not usable: it must be the seller id (merchant token), for example A2EXAMPLE1SELLER',
      'AMAZON_MARKETPLACE_IDS names A13V1IB3VIYZZH (FR) of region eu, but AMAZON_REGION is fe: it must be of A19VAU5U5O7RUS (SG), A39IBJ37TRP1C6 (AU), A1VC38T7YXB528 (JP)',
      'AMAZON_MARKETPLACE_IDS names A1PA6795UKMFR9 (DE) of region eu, but AMAZON_REGION is fe: it must be of A19VAU5U5O7RUS (SG), A39IBJ37TRP1C6 (AU), A1VC38T7YXB528 (JP)',
    ]);
  });
});

const unusable: readonly (readonly [string, string])[] = [
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80a'],
  ['PORT', '3000.5'],
  ['SLACK_SIGNING_SECRET', 'xoxb-swapped'],
  ['SLACK_SIGNING_SECRET', 'two words'],
  ['SLACK_BOT_TOKEN', 'xoxp-user-token'],
  ['SLACK_BOT_TOKEN', 'xapp-1-swapped'],
  ['SLACK_APP_TOKEN', 'xoxb-swapped'],
  ['SLACK_API_URL', 'slack.com/api'],
  ['SLACK_API_URL', 'ftp://slack.com/api'],
  ['AMAZON_LWA_CLIENT_ID', 'amzn1.oa2-cs.v1.swapped'],
  ['AMAZON_LWA_CLIENT_SECRET', 'Atzr|swapped'],
  ['AMAZON_REFRESH_TOKEN', 'Atza|anAccessToken'],
  ['AMAZON_SELLER_ID', 'my shop'],
  ['AMAZON_REGION', 'us'],
  ['AMAZON_MARKETPLACE_IDS', 'DE'],
  ['AMAZON_MARKETPLACE_IDS', 'A1PA6795UKMFR9;A13V1IB3VIYZZH'],
  ['AMAZON_MARKETPLACE_IDS', 'A1PA6795UKMFR9,A0UNKNOWN00000'],
  ['AMAZON_MARKETPLACE_IDS', ','],
  ['AMAZON_API_URL', 'sellingpartnerapi-eu.amazon.com'],
  ['AMAZON_API_URL', 'https://user:hidden@api.example'],
  ['AMAZON_LWA_URL', 'api.amazon.com'],
  ['DATABASE_URL', 'mysql://root:hidden@localhost/desk'],
  ['DATABASE_URL', 'localhost:5432'],
  ['DATA_DIR', 'a\0b'],
  ['ENCRYPTION_KEY', Buffer.alloc(31, 7).toString('base64')],
  ['ENCRYPTION_KEY', Buffer.alloc(33, 7).toString('base64')],
  ['ENCRYPTION_KEY', key.toString('hex')],
  ['ENCRYPTION_KEY', `${key.toString('base64')},${key.toString('hex')}`],
  ['ENCRYPTION_KEY', `${key.toString('base64').slice(0, 40)}!!!!`],
  ['MIRROR_RETENTION_MONTHS', '1'],
  ['MIRROR_RETENTION_MONTHS', '121'],
  ['OUTBOX_WINDOW_SECONDS', '86401'],
  ['OUTBOX_WINDOW_SECONDS', '1m'],
  ['APPROVERS', '@anna'],
  ['APPROVERS', 'U012AB3CD;U045EF6GH'],
  ['ADMINS', 'C012AB3CD'],
  ['APPROVALS_CHANNEL', '#approvals'],
  ['DIGEST_CHANNEL', 'U012AB3CD'],
  ['INBOX_CHANNEL', '#requests'],
  ['WAREHOUSE_CHANNEL', 'U012AB3CD'],
  ['DIGEST_TIME', '24:00'],
  ['DIGEST_TIME', '8:00'],
  ['DIGEST_TIME', '08:60'],
  ['TIME_ZONE', 'Europe/Bonn'],
  ['TIME_ZONE', '+01:00'],
  ['WORKSPACE_LANGUAGE', 'de'],
  ['WORKSPACE_LANGUAGE', 'zh-CN'],
  ['LOG_LEVEL', 'verbose'],
];

describe('a value that is not usable', () => {
  it.each(unusable)('%s = %j is named with what it should look like, in the same words whatever it was', (name, value) => {
    const found = problems({ ...amazon, [name]: value });
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${name} is not usable: it must be .*(for example|example the output)`))]);
    const anotherUnusable = 'x\0 y';
    expect(found).toEqual(problems({ ...amazon, [name]: anotherUnusable }));
  });

  it('is listed together with all others, each on its line', () => {
    const result = readConfig({ PORT: 'x', SLACK_BOT_TOKEN: 'y', AMAZON_REGION: 'z', TIME_ZONE: 'w' });
    if (result.ok) throw new Error('expected problems');
    expect(result.problems.map((problem) => problem.split(' ')[0])).toEqual([
      'SLACK_SIGNING_SECRET',
      'SLACK_BOT_TOKEN',
      'AMAZON_LWA_CLIENT_ID',
      'AMAZON_LWA_CLIENT_SECRET',
      'AMAZON_REFRESH_TOKEN',
      'AMAZON_SELLER_ID',
      'AMAZON_REGION',
      'AMAZON_MARKETPLACE_IDS',
      'PORT',
      'TIME_ZONE',
    ]);
  });

  it('is printed for a person', () => {
    expect(problemsText(['PORT is not usable: it must be a port from 0 to 65535, for example 3000', 'TIME_ZONE is missing'])).toBe(
      [
        'Cancel Desk cannot start with this configuration:',
        '  - PORT is not usable: it must be a port from 0 to 65535, for example 3000',
        '  - TIME_ZONE is missing',
        'All variables are explained in .env.example.',
        '',
      ].join('\n'),
    );
  });
});

describe('the example of an environment', () => {
  it('explains every variable, and sets none', async () => {
    const example = await readFile(join(projectRoot, '.env.example'), 'utf8');
    const lines = example.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines.sort()).toEqual(CONTRACT.map((name) => `${name}=`).sort());
  });

  it('names variables that are really read', () => {
    for (const name of CONTRACT) {
      const unusableAnywhere = 'x\0 y';
      const found = problems({ ...amazon, [name]: unusableAnywhere }).map((problem) => problem.split(' ')[0]);
      expect(found).toEqual([name]);
    }
  });
});
