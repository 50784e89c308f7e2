import { expect, it } from 'vitest';
import { asReceipt, blank, following } from './letter';

it('is a physical receipt without a scan, an electronic one with it', () => {
  expect(asReceipt(blank(), null)).toMatchObject({ form: 'physical', document_id: null });
  expect(asReceipt(blank(), 'scan')).toMatchObject({ form: 'electronic', document_id: 'scan' });
});

it('sends nothing where nothing was written, and numbers without their blanks', () => {
  const receipt = asReceipt({ ...blank(), mobile: '98970 12-345', email: ' ' }, null);

  expect(receipt.sender).toMatchObject({ mobile: '9897012345', email: null });
  expect(receipt.letter_date).toBeNull();
});

it('keeps for the next letter what a bundle has in common, and nothing of the sender', () => {
  const next = following({ ...blank(), mode: 'speed_post', category: 'mla', senderName: 'राम सिंह', subject: 'सड़क' });

  expect(next).toMatchObject({ mode: 'speed_post', category: 'mla', senderName: '', subject: '' });
});
