# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.lock ./
RUN /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.13-slim
# The cache is the only thing that is written; it lies on a volume.
RUN useradd --system --uid 10001 --no-create-home preview \
    && install -d -o preview -g preview -m 0700 /var/cache/paper-preview
COPY --from=build /venv /venv
WORKDIR /app
COPY app.py wsgi.py gunicorn.conf.py ./
COPY preview ./preview
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 BIND=0.0.0.0:8000 \
    PREVIEW_CACHE_URL=disk:///var/cache/paper-preview
USER preview
VOLUME /var/cache/paper-preview
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "gunicorn", "wsgi:app"]
