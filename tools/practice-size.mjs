// How large the pretended outside world is beside the product, in lines: it should stay the smaller part of what there is to read.
import { readdirSync, readFileSync } from 'node:fs';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.(tsx?|css)$/.test(path) && !path.includes('generated'),
);
const lines = (paths) => paths.reduce((sum, path) => sum + readFileSync(`src/${path}`, 'utf8').split('\n').length - 1, 0);
const isPractice = (path) => /^(practice|demo)\//.test(path);
const practice = lines(files.filter(isPractice));
const product = lines(files.filter((path) => !isPractice(path)));
process.stdout.write(
  `${product} lines of the product, ${practice} of the pretended Amazon and Slack beside it (${Math.round((100 * practice) / product)} %)\n`,
);
