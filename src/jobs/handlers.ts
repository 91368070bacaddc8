import type { Desk } from '../ports/desk.js';
import type { JobHandlers } from '../ports/queue.js';
import { pickUpLostRequests } from '../use-cases/buyer-requests/pick-up-lost.js';
import { postRequest } from '../use-cases/buyer-requests/post-request.js';
import { sendAnswer } from '../use-cases/buyer-requests/send-answer.js';
import { adjustStock } from '../use-cases/carry-out/adjust-stock.js';
import { announce } from '../use-cases/carry-out/announce.js';
import { messageBuyer } from '../use-cases/carry-out/message-buyer.js';
import { pickUpLost } from '../use-cases/carry-out/pick-up-lost.js';
import { pickUpRestocks } from '../use-cases/carry-out/pick-up-restocks.js';
import { pollFeed } from '../use-cases/carry-out/poll-feed.js';
import { readBack } from '../use-cases/carry-out/read-back.js';
import { sealFeed } from '../use-cases/carry-out/seal-feed.js';
import { submitFeed } from '../use-cases/carry-out/submit-feed.js';
import { expireApproval } from '../use-cases/decide/expire.js';
import { postDigest, remindOfDigest } from '../use-cases/digest/post-digest.js';
import { forgetOrders } from '../use-cases/mirror/forget-orders.js';
import { mirrorOrders, remindOfMirror } from '../use-cases/mirror/mirror-orders.js';
import { readChangedOrder } from '../use-cases/mirror/read-changed-order.js';
import { refreshRate, refreshRatesIfDue } from '../use-cases/rate/refresh-rate.js';
import { forgetDrafts } from '../use-cases/request/forget-drafts.js';
import { forgetUnfinishedAccounts } from '../use-cases/settings/forget-unfinished.js';

/** Everything that the app does by itself, by kind of job. */
export function jobHandlers(desk: Desk): JobHandlers {
  return {
    'seal-feed': async (job) => await sealFeed(desk, job),
    'submit-feed': async (job) => await submitFeed(desk, job.feedRowId),
    'poll-feed': async (job) => await pollFeed(desk, job.feedRowId),
    'read-back': async (job) => await readBack(desk, job.caseId),
    'message-buyer': async (job) => await messageBuyer(desk, job),
    'adjust-stock': async (job) => await adjustStock(desk, job.caseId),
    announce: async (job) => await announce(desk, job.caseId),
    'expire-approval': async (job) => await expireApproval(desk, job.caseId),
    'post-request': async (job) => await postRequest(desk, job.requestId),
    'send-answer': async (job) => await sendAnswer(desk, job.requestId),
    'refresh-rate': async (job) => await refreshRate(desk, job),
    'mirror-orders': async (job) => await mirrorOrders(desk, job.accountId),
    'read-order': async (job) => await readChangedOrder(desk, job),
    'post-digest': async (job) => await postDigest(desk, job),
    sweep: async () => {
      await remindOfDigest(desk);
      await remindOfMirror(desk);
      await refreshRatesIfDue(desk);
      await pickUpLost(desk);
      await pickUpRestocks(desk);
      await pickUpLostRequests(desk);
      await forgetDrafts(desk);
      await forgetOrders(desk);
      await forgetUnfinishedAccounts(desk);
    },
  };
}
