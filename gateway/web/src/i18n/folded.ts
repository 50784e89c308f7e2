/** Letters as they are compared: no case, one form, no zero-width joiners, nukta left away. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u093c\u200c\u200d]/g, '')
    .toLowerCase();
}
