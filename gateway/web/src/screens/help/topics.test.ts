import { expect, test } from 'vitest';
import en from './en.json';
import hi from './hi.json';
import { TOPICS, topicOf } from './topics';

test.each([
  ['/', 'desk'],
  ['/nowhere', 'desk'],
  ['/files/0192', 'file'],
  ['/files/new', 'new_file'],
  ['/files/0192/drafts/new', 'draft'],
  ['/receipts/0192/slip', 'receipt'],
  ['/letters', 'letters'],
  ['/letters/0192', 'letter'],
  ['/admin/people', 'admin'],
  ['/practice', 'practice'],
])('%s has the page %s', (path, topic) => {
  expect(topicOf(path)).toBe(topic);
});

test('each page says what its screen is for and three things, in both languages', () => {
  for (const topic of TOPICS) {
    for (const part of ['title', 'what', 'do1', 'do2', 'do3']) {
      expect(hi).toHaveProperty(`${topic}_${part}`);
      expect(en).toHaveProperty(`${topic}_${part}`);
    }
  }
});
