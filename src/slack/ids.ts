/** Slash commands, as they stand in manifest.yml. */
export const COMMANDS = ['/cancel-order', '/find-order', '/cancel-digest'] as const;

/** Callback ids of shortcuts, as they stand in manifest.yml. */
export const SHORTCUTS = {
  /** In Slack's own menu. */
  cancelAnOrder: 'cancel_an_order',
  /** In the menu of a message. */
  lookUpOrder: 'look_up_order',
} as const;

/** Events that Slack tells of, as they stand in manifest.yml. */
export const EVENTS = { homeOpened: 'app_home_opened' } as const;

/** Callback ids of modals that can be submitted. */
export const VIEWS = {
  askOrder: 'request_ask_order',
  reason: 'request_reason',
  message: 'request_message',
  ask: 'decide_ask',
  /** Closes without a decision; deciding has buttons of its own. */
  review: 'decide_review',
  batch: 'request_batch',
  addAccount: 'settings_add_account',
  chooseMarketplaces: 'settings_marketplaces',
  /** Shows something; nothing can be submitted. */
  plain: 'plain',
} as const;

/** Action ids: fields, buttons, choices. What follows a colon is the id of a case, an order, an account or a buyer's request. */
export const ACTIONS = {
  orderId: 'order_id',
  reason: 'reason',
  subReason: 'sub_reason',
  note: 'note',
  memo: 'memo',
  stock: 'stock',
  restockOn: 'restock_on',
  shipLate: 'ship_late',
  fraudSignals: 'fraud_signals',
  purpose: 'purpose',
  language: 'language',
  messageText: 'message_text',
  sendMessage: 'send_message',
  backToReason: 'back_to_reason',
  backToMessage: 'back_to_message',
  confirm: 'confirm_request',
  cancelOrder: 'cancel_order',
  openLink: 'open_link',
  openOrder: 'open_order',
  listWhich: 'list_which',
  listMarketplace: 'list_marketplace',
  listEverySku: 'list_every_sku',
  listPrevious: 'list_previous',
  listNext: 'list_next',
  batchOrder: 'batch_order',
  batchReason: 'batch_reason',
  batchSubReason: 'batch_sub_reason',
  batchSend: 'batch_send',
  backToBatch: 'back_to_batch',
  confirmBatch: 'confirm_batch',
  cancelSeveral: 'cancel_several',
  cancelSku: 'cancel_sku',
  otherOrders: 'other_orders',
  undoAll: 'undo_all',
  undo: 'undo',
  sendNow: 'send_now',
  checkAgain: 'check_again',
  showMessage: 'show_message',
  putBack: 'put_back',
  checkStock: 'check_stock',
  review: 'review',
  approve: 'approve',
  ask: 'ask',
  question: 'question',
  reviewReason: 'review_reason',
  decline: 'decline',
  declineNote: 'decline_note',
  startFromHome: 'start_from_home',
  showCase: 'show_case',
  openSettings: 'open_settings',
  addAccount: 'add_account',
  disconnectAccount: 'disconnect_account',
  accountName: 'account_name',
  accountRegion: 'account_region',
  sellerId: 'seller_id',
  clientId: 'client_id',
  clientSecret: 'client_secret',
  refreshToken: 'refresh_token',
  marketplaces: 'marketplaces',
  openRequests: 'open_requests',
  claimRequest: 'claim_request',
  cancelRequested: 'cancel_requested',
  alreadyPacked: 'already_packed',
  showAnswer: 'show_answer',
  tellBuyer: 'tell_buyer',
} as const;
