import type { ReasonsText } from './reasons-text.js';

/** English: the reasons in the settings. */
export const enReasons: ReasonsText = {
  title: 'Reasons',
  change: 'Change reasons…',
  summary: (offered, hidden, added) => `${offered} are offered, ${hidden} hidden, ${added} added by the team.`,
  explained: 'What agents pick from. A change applies from the next form on; requests keep the name that their reason had.',
  uses: (cases, drafts) =>
    cases + drafts === 0
      ? 'not used yet'
      : `${cases === 1 ? '1 request' : `${cases} requests`}${drafts === 0 ? '' : `, ${drafts} being filled in`}`,
  hidden: ':no_entry_sign: Hidden',
  added: 'added by the team',
  renamedFrom: (name) => `was: ${name}`,
  noteRequired: 'A note is required',
  alwaysApproved: 'A lead always decides',
  alwaysOffered: 'Cannot be hidden: an order whose buyer has asked for the cancellation preselects it.',
  inUse: 'In use: it can be hidden, but not deleted.',
  rename: 'Rename…',
  hide: 'Hide',
  show: 'Show again',
  delete: 'Delete',
  sureDelete: (name) => `${name} is taken away. No request uses it.`,
  add: 'Add a reason…',
  addTitle: 'Add a reason',
  renameTitle: 'Rename a reason',
  field: {
    name: 'Name',
    code: 'What Amazon is told',
    causedBy: 'Caused by',
    rules: 'What it asks for',
    template: 'Message to the buyer',
  },
  hint: {
    name: 'At most 50 characters, in the language of your team: everybody reads it as it stands here.',
    ownName: 'At most 50 characters. Leave it empty for the app’s own name.',
    code: 'One of Amazon’s six codes. That the buyer asked is told to Amazon only where the buyer did so at Amazon.',
    causedBy: 'Whether it counts against the account is decided by Amazon’s own mark for the buyer’s request, not by this.',
  },
  code: {
    NoInventory: 'out of stock; the units stay off sale',
    BuyerCanceled: 'the buyer asked for it',
    GeneralAdjustment: 'anything else',
    ShippingAddressUndeliverable: 'cannot be delivered there',
    CustomerExchange: 'the buyer gets something else',
    PricingError: 'the price was wrong',
  },
  causedBy: { seller: 'us', buyer: 'the buyer' },
  save: 'Save',
  done: {
    rename: ':white_check_mark: The reason has its new name.',
    hide: ':white_check_mark: The reason is hidden. Whoever has it picked in an open request is asked for another one.',
    show: ':white_check_mark: The reason is offered again.',
    delete: ':white_check_mark: The reason is deleted.',
    add: ':white_check_mark: The reason is added.',
  },
  refusal: {
    'name-missing': 'Give it a name.',
    'name-too-long': 'A name has at most 50 characters.',
    'name-unreadable': 'A name is one line with letters or digits in it, without invisible signs.',
    'name-taken': 'Another reason has this name already. Nothing was changed.',
    unknown: 'This reason is not there any more. Nothing was changed.',
    'always-offered':
      'This reason cannot be hidden: an order whose buyer has asked for the cancellation preselects it. Nothing was changed.',
    'in-use': 'This reason is in use: it can be hidden, but not deleted. Nothing was changed.',
    'not-added': 'The app’s own reasons can be hidden, but not deleted. Nothing was changed.',
    'too-many': 'There are 30 added reasons, and no room for more. Delete one that is not used. Nothing was changed.',
    'not-the-buyers': 'What Amazon is told as the buyer’s wish is caused by the buyer.',
  },
};
