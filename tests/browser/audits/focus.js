// Which of what Tab reaches does not show that it has the focus: an outline of two pixels at least, in a colour that
// stands out three times from what lies behind it (WCAG 2.4.7, 1.4.11), of which at least two sides are not cut off.
() => {
  const found = [];
  const name = (element) => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ');
    return `<${element.localName} class="${element.className}"> ${words.slice(0, 40)}`;
  };
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0.5) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const sidesSeen = (element, reach) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const sides = { left: left - reach, right: right + reach, top: top - reach, bottom: bottom + reach };
    const seen = { left: sides.left > -1, right: sides.right < innerWidth + 1, top: sides.top > -1, bottom: sides.bottom < innerHeight + 1 };
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflow === 'visible') continue;
      const edge = box.getBoundingClientRect();
      if (sides.left < edge.left - 1) seen.left = false;
      if (sides.right > edge.right + 1) seen.right = false;
      if (sides.top < edge.top - 1) seen.top = false;
      if (sides.bottom > edge.bottom + 1) seen.bottom = false;
    }
    return Object.values(seen).filter(Boolean).length;
  };
  const marked = (element) => {
    const style = getComputedStyle(element);
    const width = Number.parseFloat(style.outlineWidth);
    if (style.outlineStyle === 'none' || width < 2) return null;
    const offset = Number.parseFloat(style.outlineOffset);
    return { colour: style.outlineColor, offset, reach: Math.max(0, width + offset) };
  };

  const root = document.querySelector('dialog:modal') ?? document.body;
  const before = document.activeElement;
  for (const element of root.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex], iframe')) {
    if (element.tabIndex < 0 || element.matches(':disabled') || element.closest('[inert]') || !element.checkVisibility()) continue;
    // What has the focus since somebody pressed it with a mouse need not show it.
    document.activeElement?.blur();
    element.focus({ focusVisible: true });
    if (document.activeElement !== element) {
      found.push(`does not take the focus: ${name(element)}`);
      continue;
    }
    // What a label stands for shows the focus on the label.
    const shows = [element, element.closest('label, .field')].find((each) => each && marked(each));
    if (!shows) {
      found.push(`shows no focus: ${name(element)}`);
      continue;
    }
    const mark = marked(shows);
    const ratio = contrast(mark.colour, behind(mark.offset < 0 ? shows : shows.parentElement));
    if (ratio < 3) found.push(`its focus stands out only ${ratio.toFixed(1)} times: ${name(element)}`);
    if (sidesSeen(shows, mark.reach) < 2) found.push(`its focus is cut off: ${name(element)}`);
  }
  if (before instanceof HTMLElement) before.focus();
  return found;
};
