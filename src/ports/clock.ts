/** Time as one of the app's dependencies: frozen in tests, the system's in `main.ts`. */
export interface Clock {
  now(): Date;
}
