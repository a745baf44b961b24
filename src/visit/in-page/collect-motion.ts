import type { MotionEvidence } from '../../model/motion-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

/** Running animations of CSS and scripts, videos that play without controls, and marquees, in open shadow roots too, as far as they go on for more than `seconds`. Signs of loading are left out, and what is smaller than `size` CSS px both ways. `frames`: how many are waited for first. */
export async function collectMotion(most: { seconds: number; size: number; listed: number; animations: number; frames: number }, facts: ElementFactsOf): Promise<MotionEvidence & { cut: boolean }> {
  for (let left = most.frames; left > 0; left -= 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  const moving: MotionEvidence['moving'] = [];
  const counted = new Set<Element>();

  function add(element: Element, kind: MotionEvidence['moving'][number]['kind'], seconds: number): void {
    if (seconds <= most.seconds || counted.has(element) || !facts.visible(element) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: kind !== 'animation' })) return;
    const { width, height } = element.getBoundingClientRect();
    if (Math.max(width, height) < most.size || element.closest('[role=progressbar], [aria-busy=true], progress') !== null) return;
    counted.add(element);
    if (moving.length < most.listed) moving.push({ kind, selector: facts.selector(element), seconds: Number.isFinite(seconds) ? seconds : null });
  }

  const roots: (Document | ShadowRoot)[] = [document];
  const players: HTMLVideoElement[] = [];
  const marquees: Element[] = [];
  for (const element of facts.walk(document)) {
    if (element.shadowRoot !== null) roots.push(element.shadowRoot);
    if (element instanceof HTMLVideoElement) players.push(element);
    else if (element.localName === 'marquee') marquees.push(element);
  }
  // A document knows those of its own elements only.
  const animations = [...new Set(roots.flatMap((root) => root.getAnimations()))];
  for (const animation of animations.slice(0, most.animations)) {
    const { effect, playState, timeline } = animation;
    // One that follows the scroll position moves with the customer's hand only.
    if (animation instanceof CSSTransition || playState !== 'running' || !(timeline instanceof DocumentTimeline) || !(effect instanceof KeyframeEffect) || effect.target === null) continue;
    add(effect.target, 'animation', Number(effect.getComputedTiming().activeDuration ?? 0) / 1000);
  }
  for (const video of players) if (video.autoplay && !video.paused && !video.controls) add(video, 'video', video.loop ? Number.POSITIVE_INFINITY : video.duration);
  for (const marquee of marquees) add(marquee, 'marquee', Number.POSITIVE_INFINITY);
  const pausing = /\bpause\b|^stop\b|anhalten|pausier|arrêter|\bpausa|\bdetener\b|\bferma\b|pauzeer|stopzetten/i;
  const nameOf = (element: Element): string => facts.name(element) || facts.text(element).slice(0, 100);
  const control = counted.size === 0 ? undefined : [...facts.walk(document)].find((element) => element.matches('button, [role=button], [role=switch], input[type=button]') && facts.visible(element) && pausing.test(nameOf(element)));
  return { moving, movingCount: counted.size, pause: control === undefined ? null : nameOf(control).slice(0, 100), cut: animations.length > most.animations };
}
