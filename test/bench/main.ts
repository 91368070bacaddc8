/** What can be measured by itself: `npm run bench -- mirror fill`. Without a name everything is, one after the other. */
const SECTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  requests: async () => await import('./requests.js'),
  mirror: async () => await import('./mirror.js'),
  preview: async () => await import('./preview.js'),
  fill: async () => await import('./fill.js'),
  cancellations: async () => await import('./cancellations.js'),
  arrivals: async () => await import('./arrivals.js'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => SECTIONS[name] === undefined);
if (unknown.length > 0) throw new Error(`Nothing is called ${unknown.join(', ')} here; there is ${Object.keys(SECTIONS).join(', ')}`);
for (const [name, measure] of Object.entries(SECTIONS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name} ==`);
  await measure();
}
