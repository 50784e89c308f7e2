// Reads the gateway's OpenAPI description from standard input and writes the types that the client is held to.
// Headers that the client sends by itself are taken out, so that no call has to name them. A default means two things:
// in what is sent the field may be left out, in what is answered it is always there.
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import openapiTS, { astToString } from 'openapi-typescript';

const SENT_BY_THE_CLIENT = new Set(['Idempotency-Key', 'Accept-Language', 'Last-Event-ID']);
const description = JSON.parse(await text(process.stdin));
const schemas = description.components.schemas;
const sent = new Set();

for (const path of Object.values(description.paths)) {
  for (const operation of Object.values(path)) {
    operation.parameters = (operation.parameters ?? []).filter((each) => !SENT_BY_THE_CLIENT.has(each.name));
    collect(operation.requestBody);
  }
}
for (const [name, schema] of Object.entries(schemas)) {
  if (sent.has(name) || !schema.properties) continue;
  const withDefault = Object.keys(schema.properties).filter((key) => 'default' in schema.properties[key]);
  schema.required = [...new Set([...(schema.required ?? []), ...withDefault])];
}
const types = await openapiTS(description, { defaultNonNullable: false });
writeFileSync(new URL('../src/api/schema.d.ts', import.meta.url), astToString(types));

/** Names of all schemas that a part of the description refers to. */
function collect(part) {
  if (typeof part !== 'object' || part === null) return;
  const name = part.$ref?.replace('#/components/schemas/', '');
  if (name && schemas[name] && !sent.has(name)) {
    sent.add(name);
    collect(schemas[name]);
  }
  Object.values(part).forEach(collect);
}
