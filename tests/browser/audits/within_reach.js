// What of the page is cut off, lies outside the window, or is covered where somebody would press it. Answers sentences.
() => {
  const found = [];
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const name = (element) => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ');
    return `<${element.localName} class="${element.className}"> ${words.slice(0, 40)}`;
  };
  // For screen readers alone: a pixel of which nothing shows.
  const isHidden = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).clipPath === 'inset(50%)') return true;
    }
    return false;
  };
  const clips = (value) => value === 'hidden' || value === 'clip';
  const dialog = document.querySelector('dialog:modal');
  const root = dialog ?? document.body;
  if (document.documentElement.scrollWidth > innerWidth) {
    found.push(`the page is ${document.documentElement.scrollWidth} pixels wide, the window ${innerWidth}`);
  }

  // Of text that is cut off on purpose, the style sheet says so by an ellipsis or a number of lines.
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const cut = new Set();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const owner = text.parentElement;
    if (!text.data.trim() || !owner || !shown(owner) || owner.closest('.skip, option, svg') || isHidden(owner)) continue;
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()];
    for (let box = owner; box && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
      if (!clips(style.overflowX) && !clips(style.overflowY)) continue;
      if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') break;
      const edge = box.getBoundingClientRect();
      const over = rects.some(
        (rect) =>
          (clips(style.overflowX) && (rect.right > edge.right + 1 || rect.left < edge.left - 1)) ||
          (clips(style.overflowY) && rect.top + rect.height / 2 > edge.bottom + 1),
      );
      if (over) cut.add(owner);
      break;
    }
  }
  for (const element of cut) found.push(`text is cut off: ${name(element)}`);

  const interactive = 'a[href], button, input, select, textarea, summary, [role=tab], [role=option]';
  for (const element of root.querySelectorAll(interactive)) {
    if (!shown(element) || element.matches('.skip, :disabled') || element.closest('[inert]') || isHidden(element)) continue;
    element.scrollIntoView({ block: 'center', inline: 'center' });
    const rect = [...element.getClientRects()].find(({ width, height }) => width > 1 && height > 1);
    if (!rect) continue;
    if (rect.left < -1 || rect.right > innerWidth + 1) {
      found.push(`lies outside the window (${Math.round(rect.left)} to ${Math.round(rect.right)}): ${name(element)}`);
      continue;
    }
    const top = document.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
    const reached = top && (element.contains(top) || top.closest('label')?.control === element);
    if (!reached) found.push(`is covered by ${top ? name(top) : 'nothing that shows'}: ${name(element)}`);
  }
  scrollTo(0, 0);
  return found;
};
