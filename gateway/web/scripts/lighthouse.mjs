// Audits a page in a Chromium that listens for its debugger on the given port, in its own profile: whoever is signed in
// there stays so. Usage: node lighthouse.mjs PORT URL; prints scores (0 to 1) and what costs some, as JSON.
import lighthouse from 'lighthouse';

const [port, address] = process.argv.slice(2);
const onlyCategories = ['performance', 'accessibility', 'best-practices', 'seo'];
const flags = { port: Number(port), onlyCategories, disableStorageReset: true, logLevel: 'error' };
const { lhr } = await lighthouse(address, flags);
const scores = Object.fromEntries(onlyCategories.map((each) => [each, lhr.categories[each].score]));
const found = onlyCategories
  .flatMap((each) => lhr.categories[each].auditRefs)
  .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
  .map(({ id }) => `${id}: ${lhr.audits[id].displayValue || lhr.audits[id].title}`);
console.log(JSON.stringify({ shown: lhr.finalDisplayedUrl, error: lhr.runtimeError ?? null, scores, found }));
