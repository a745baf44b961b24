/** Pictures as smaller ones that fit into so many px, in the same order: JPEG in, WebP out, both as base64. */
export async function shrinkPictures({ pictures, width, height, quality }: { pictures: readonly string[]; width: number; height: number; quality: number }): Promise<string[]> {
  async function shrink(picture: string): Promise<string> {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const scale = Math.min(1, width / image.width, height / image.height);
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale)));
    const drawing = canvas.getContext('2d');
    if (drawing === null) throw new Error('the browser cannot draw pictures');
    drawing.imageSmoothingQuality = 'medium';
    drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    const small = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
    let text = '';
    for (let from = 0; from < small.length; from += 8_192) text += String.fromCharCode(...small.subarray(from, from + 8_192));
    return btoa(text);
  }
  return Promise.all(pictures.map(shrink));
}
