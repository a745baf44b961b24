import { expect, test } from 'vitest';
import { landmarksOf } from '../../../src/crawl/landmarks.ts';

const page = `<!doctype html><title>Shop</title>
<header><a href="/">Shop</a><a href="/basket">Basket</a><a href="/account">Account</a></header>
<nav><a href="/tents">Tents</a><a href="/tents/#new">Tents again</a><a href="/boots"> Boots
 and shoes</a><a href="https://elsewhere.example/">Elsewhere</a><a href="/x"><img alt=""></a></nav>
<form role="search"><input type="hidden" name="lang"><label for="q">Search the shop</label><input id="q" name="q"></form>
<h1> Sleep  out </h1><form><button>Subscribe</button><button>Add to basket</button></form>`;

test('what a customer goes by is found', () => {
  const { heading, navigation, search, buy } = landmarksOf(page, 'https://shop.example/');
  expect(heading).toBe('Sleep out');
  expect(navigation.map(({ name, url }) => [name, url.pathname])).toEqual([['Tents', '/tents'], ['Boots and shoes', '/boots']]);
  expect(search).toEqual({ label: 'Search the shop' });
  expect(buy).toBe('Add to basket');
});

test('a search field without a label is found by its placeholder, one without either is not', () => {
  expect(landmarksOf('<input type="search" placeholder="Find a tent">', 'https://shop.example/').search).toEqual({ placeholder: 'Find a tent' });
  expect(landmarksOf('<input type="search">', 'https://shop.example/').search).toBeNull();
});

test('a page without any of it has none', () => {
  expect(landmarksOf('<p>Hello', 'https://shop.example/')).toEqual({ heading: null, navigation: [], search: null, buy: null });
});
