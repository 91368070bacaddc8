/**
 * A worker has its job for a while. One that was stopped (a paused machine, a long collection) may wake up after others
 * have taken the job over, looked at what became of it and decided.
 */
export interface Lease {
  /** To be asked right before a call that must not be made twice: false when the job that makes it may be another worker's by now. */
  holds(): boolean;
}
