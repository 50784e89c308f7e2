// What moves, or would move when somebody scrolls or presses, although its user asked for less motion. Answers sentences.
() => {
  const found = [];
  for (const animation of document.getAnimations()) {
    const { activeDuration } = animation.effect?.getComputedTiming() ?? {};
    if (Number(activeDuration) > 1) found.push(`moves for ${activeDuration} ms: ${animation.animationName ?? animation.transitionProperty}`);
  }
  for (const element of document.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    if (style.scrollBehavior === 'smooth') found.push(`glides when it is scrolled: <${element.localName} class="${element.className}">`);
    const longest = Math.max(...`${style.transitionDuration}, ${style.animationDuration}`.split(',').map(Number.parseFloat));
    if (longest > 0.001) found.push(`takes ${longest} s to change: <${element.localName} class="${element.className}">`);
  }
  return found;
};
