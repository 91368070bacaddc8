import { useEffect, useState } from 'react';
import { z } from 'zod';

const orderSchema = z.object({
  orderId: z.string(),
  marketplaceId: z.string(),
  status: z.string(),
  fulfilledBy: z.string(),
  programs: z.array(z.string()),
  buyerRequest: z.boolean(),
  cancelledBy: z.string().optional(),
  skus: z.array(z.string()),
});
export type AmazonOrder = z.output<typeof orderSchema>;

const overviewSchema = z.object({
  now: z.string(),
  feeds: z.array(z.object({ feedId: z.string(), status: z.string() })),
  messages: z.array(z.object({ orderId: z.string(), text: z.string() })),
  faults: z.array(z.looseObject({ kind: z.string() })),
});
export type Overview = z.output<typeof overviewSchema>;
const shopSchema = z.object({ samples: z.record(z.string(), z.string()) });

const LOOK_AGAIN_MS = 1_500;

/** Asks the practice Amazon's control, or tells it something. Rejects when it is not there. */
export async function askAmazon(
  path: string,
  init: { readonly method: string; readonly body?: object } = { method: 'GET' },
): Promise<unknown> {
  const { method, body } = init;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`/amazon/${path}`, { method, ...(body !== undefined && { headers, body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`The practice Amazon says ${answer.status}`);
  return await answer.json();
}

/** Sample orders by what they are good for. */
export async function readSamples(): Promise<Readonly<Record<string, string>>> {
  return shopSchema.parse(await askAmazon('shop')).samples;
}

/** The practice Amazon as it is now, looked at again and again. */
export function useAmazon(orderId: string): { readonly overview: Overview | undefined; readonly order: AmazonOrder | undefined } {
  const [overview, setOverview] = useState<Overview>();
  const [order, setOrder] = useState<AmazonOrder>();
  useEffect(() => {
    let left = false;
    const look = async (): Promise<void> => {
      const [seen, found] = await Promise.all([
        askAmazon('overview').catch(() => undefined),
        orderId === '' ? undefined : askAmazon(`orders/${orderId}`).catch(() => undefined),
      ]);
      if (left) return;
      setOverview(overviewSchema.safeParse(seen).data);
      setOrder(orderSchema.safeParse(found).data);
    };
    void look();
    const again = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => {
      left = true;
      clearInterval(again);
    };
  }, [orderId]);
  return { overview, order };
}
