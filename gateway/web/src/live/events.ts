// Server-sent events (HTML Living Standard, 9.2) out of a stream of bytes: EventSource cannot send a bearer token.

export interface ServerEvent {
  id: string;
  type: string;
  data: string;
}

/** Events as they come; `onBytes` for every sign of life, comments too. Ends with the stream. */
export async function* eventsOf(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      onBytes();
      rest = (rest + part.value).replaceAll('\r\n', '\n');
      for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
        const event = eventOf(rest.slice(0, end));
        rest = rest.slice(end + 2);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function eventOf(block: string): ServerEvent | null {
  const event = { id: '', type: 'message', data: [] as string[] };
  for (const line of block.split('\n')) {
    const [name = '', ...others] = line.split(':');
    const value = others.join(':').replace(/^ /, '');
    if (name === 'id') event.id = value;
    else if (name === 'event') event.type = value;
    else if (name === 'data') event.data.push(value);
  }
  return event.data.length > 0 ? { ...event, data: event.data.join('\n') } : null;
}
