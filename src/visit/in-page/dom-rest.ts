/** Resolves once nothing in the document has changed for `quiet` ms of the page's own time: work that waits for the processor comes before a timer that was set later. */
export function domRest(quiet: number): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(done, quiet);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, quiet);
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    function done(): void {
      observer.disconnect();
      resolve();
    }
  });
}
