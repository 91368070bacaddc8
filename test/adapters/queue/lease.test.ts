import { describe, expect, it, vi } from 'vitest';
import { createLeases } from '../../../src/adapters/queue/lease.js';
import { NOON } from '../../fixtures/cases.js';
import { frozenClock } from '../../support/frozen-clock.js';

describe('a lease', () => {
  const start = () => {
    const clock = frozenClock(NOON.toISOString());
    const leases = createLeases(clock);
    return { clock, leases, tenure: leases.begin() };
  };

  it('lets what must not be made twice go out for 40 seconds since it was asked for, by the clock on the wall', async () => {
    const { clock, leases, tenure } = start();
    await leases.within(tenure, async () => {
      clock.advance(39_000);
      expect(leases.holds()).toBe(true);
      clock.advance(1_000);
      expect(leases.holds()).toBe(false);
    });
  });

  it('counts the machine’s own time, too, when the clock on the wall stands still or was set back', async () => {
    const { clock, leases, tenure } = start();
    clock.advance(-3_600_000);
    const machine = vi.spyOn(performance, 'now').mockReturnValue(tenure.askedAtMs + 39_000);
    expect(await leases.within(tenure, async () => leases.holds())).toBe(true);
    machine.mockReturnValue(tenure.askedAtMs + 40_000);
    expect(await leases.within(tenure, async () => leases.holds())).toBe(false);
  });

  it('lets nothing more go out once another worker was seen to have the job', async () => {
    const { leases, tenure } = start();
    tenure.lost = true;
    expect(await leases.within(tenure, async () => leases.holds())).toBe(false);
  });

  it('is asked of the job that runs, whatever else runs beside it; a click belongs to none', async () => {
    const { clock, leases, tenure } = start();
    clock.advance(50_000);
    const [old, young] = await Promise.all([
      leases.within(tenure, async () => leases.holds()),
      leases.within(leases.begin(), async () => leases.holds()),
    ]);
    expect([old, young, leases.holds()]).toEqual([false, true, true]);
  });
});
