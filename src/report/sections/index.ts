import { accessibility } from './accessibility.ts';
import { changes } from './changes.ts';
import { coverage } from './coverage.ts';
import { crawl } from './crawl.ts';
import { hands } from './hands.ts';

import { history } from './history.ts';
import { light } from './light.ts';
import { journeyMap } from './journey-map.ts';
import { method } from './method.ts';
import { personas } from './personas.ts';
import type { Section } from './section.ts';
import { sites } from './sites.ts';
import { todo } from './todo.ts';
import { touchpoints } from './touchpoints.ts';
import { trust } from './trust.ts';
import { verdict } from './verdict.ts';

/** The chapters of the report, in the order in which they are read. */
export const sections: readonly Section[] = [verdict, todo, crawl, light, journeyMap, personas, hands, sites, touchpoints, accessibility, trust, changes, history, coverage, method];
