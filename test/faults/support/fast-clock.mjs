/*
 * Preloaded by `node --import` into the unchanged app: its clock runs FAST_CLOCK_SPEED times as fast since FAST_CLOCK_FROM,
 * and so do the timers that are set for ten seconds and more (sweeps, leases). Short waits and time-outs stay as they are:
 * the machine is no faster.
 */
const RealDate = Date;
const from = Number(process.env.FAST_CLOCK_FROM);
const speed = Number(process.env.FAST_CLOCK_SPEED);
const now = () => Math.floor(from + (RealDate.now() - from) * speed);
const LONG_MS = 10_000;

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }

  static now() {
    return now();
  }

  static [Symbol.hasInstance](value) {
    return Object.prototype.toString.call(value) === '[object Date]';
  }
};

const { setInterval: realInterval } = globalThis;
globalThis.setInterval = (run, milliseconds, ...rest) =>
  realInterval(run, milliseconds >= LONG_MS ? milliseconds / speed : milliseconds, ...rest);
