import { describe, expect, it } from 'vitest';
import { eventsOf } from './events';

function bytes(...parts: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(encoder.encode(part));
      controller.close();
    },
  });
}

async function read(...parts: string[]) {
  let signs = 0;
  const events = [];
  for await (const event of eventsOf(bytes(...parts), () => (signs += 1))) events.push(event);
  return { events, signs };
}

describe('the stream of events', () => {
  it('gives each event with its id and type', async () => {
    const { events } = await read('retry: 2000\n\nid: 7\nevent: message\ndata: {"a":1}\n\nevent: expired\ndata: {}\n\n');

    expect(events).toEqual([
      { id: '7', type: 'message', data: '{"a":1}' },
      { id: '', type: 'expired', data: '{}' },
    ]);
  });

  it('puts together what came in pieces, in the middle of a letter too', async () => {
    const whole = new TextEncoder().encode('data: पत्रावली\n\n');
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of whole) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events = [];

    for await (const event of eventsOf(stream, () => undefined)) events.push(event.data);

    expect(events).toEqual(['पत्रावली']);
  });

  it('takes comments for signs of life and for nothing else', async () => {
    const { events, signs } = await read(': quiet\n\n', ': quiet\n\n');

    expect([events, signs]).toEqual([[], 2]);
  });

  it('drops an event that was cut off', async () => {
    const { events } = await read('data: 1\n\ndata: 2');

    expect(events.map((event) => event.data)).toEqual(['1']);
  });
});
