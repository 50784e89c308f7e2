// Reads the gateway's OpenAPI description from standard input and writes the types that the client is held to.
// Headers that the client sends by itself are taken out, so that no call has to name them.
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import openapiTS, { astToString } from 'openapi-typescript';

const SENT_BY_THE_CLIENT = new Set(['Idempotency-Key', 'Accept-Language', 'Last-Event-ID']);
const description = JSON.parse(await text(process.stdin));
for (const path of Object.values(description.paths)) {
  for (const operation of Object.values(path)) {
    operation.parameters = (operation.parameters ?? []).filter((each) => !SENT_BY_THE_CLIENT.has(each.name));
  }
}
const target = new URL('../src/api/schema.d.ts', import.meta.url);
writeFileSync(target, astToString(await openapiTS(description)));
