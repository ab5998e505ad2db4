// Turns and enlarges the page that is looked at. Each viewer has one picture and buttons that name what they do.
document.querySelectorAll("[data-viewer]").forEach((viewer) => {
  const picture = viewer.querySelector("img");
  let turned = 0;
  viewer.querySelectorAll("button[data-do]").forEach((button) => {
    button.addEventListener("click", () => {
      if (button.dataset.do === "turn") {
        turned = (turned + 90) % 360;
        picture.style.transform = `rotate(${turned}deg)`;
      } else if (button.dataset.do === "enlarge") {
        const large = picture.classList.toggle("q-large");
        picture.src = large ? picture.dataset.large : picture.dataset.small;
      }
    });
  });
});
