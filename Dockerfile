# A small image that runs as nobody in particular and needs no writable root: give it a volume at /data. As safe as can be:
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges --init -v quizbot:/data -e QUIZBOT_TOKEN quizbot
FROM python:3.13-slim-trixie AS build
WORKDIR /build
RUN python -m venv /opt/quizbot
COPY requirements.lock ./
RUN /opt/quizbot/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY quizbot quizbot
RUN /opt/quizbot/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/quizbot/bin/python -m compileall -q /opt/quizbot/lib

FROM python:3.13-slim-trixie
RUN useradd --uid 10001 --no-create-home quizbot && install -d -o quizbot -m 700 /data
COPY --from=build /opt/quizbot /opt/quizbot
COPY questions /srv/quizbot/questions
WORKDIR /data
ENV PATH=/opt/quizbot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    QUIZBOT_QUESTIONS=/srv/quizbot/questions
USER 10001
VOLUME /data
EXPOSE 8443 8090
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8090/healthz', timeout=4)"]
ENTRYPOINT ["quizbot"]
CMD ["run"]
