// Unpacks the application and lets it run: the policy of the page knows its hash.
const packed = atob(document.getElementById('application').textContent);
const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
new Response(stream).text().then((text) => {
  const script = document.createElement('script');
  script.id = 'running';
  script.textContent = text;
  document.body.append(script);
});
