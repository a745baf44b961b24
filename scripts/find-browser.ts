import { findBrowser } from '../src/visit/index.ts';

const browser = await findBrowser({ choice: null, environment: process.env });
console.log(browser.executablePath);
